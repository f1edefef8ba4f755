#include "platform/storage/session.h"

#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "platform/storage/connection.h"
#include "platform/storage/held_rows.h"

namespace jincai::storage {

namespace {

/// More texts than the program has; lists with optional filters make a few each.
constexpr std::size_t kCachedStatementsMax = 400;

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
        return std::hash<std::string_view>{}(text);
    }
};

struct Sequence {
    std::string table;
    std::string column;
    std::int64_t last;
};

}  // namespace

struct Session::Cache {
    std::unordered_map<std::string, std::unique_ptr<Statement>, TextHash, std::equal_to<>>
        statements;
    HeldRows rows;
    std::function<void()> take_connection;  ///< as long as this transaction has none
    std::shared_ptr<std::vector<Sequence>> sequences = std::make_shared<std::vector<Sequence>>();
    std::vector<std::function<void(Session&)>> last_acts;
    std::vector<std::function<void()>> news;
    std::unordered_set<std::string> news_keys;
};

Session::Session(std::shared_ptr<Connection> connection, Role role)
    : role_{role}, connection_{std::move(connection)}, cache_{std::make_unique<Cache>()} {}

Session::~Session() {
    cache_.reset();  // statements end before their connection
}

Session::Lease::~Lease() {
    statement_->reset();
    // The place is taken when the same text was run inside the loop over its own rows.
    if (home_ == nullptr) home_ = std::move(statement_);
}

std::span<Slot> Session::hold(std::string_view table,
                              std::vector<std::string_view> const& columns) {
    if (role_ == Role::reader) throw StorageError{Failure::other, "a reader does not insert"};
    auto& rows = cache_->rows;
    if (rows.is_full()) {
        need_connection();
        rows.insert_all(*connection_);
    }
    return rows.add(table, columns);
}

Session::Lease Session::lease(std::string_view sql) {
    need_connection();
    cache_->rows.insert_named(*connection_, sql);
    auto found = cache_->statements.find(sql);
    if (found == cache_->statements.end()) {
        if (cache_->statements.size() >= kCachedStatementsMax) {
            // A place without its statement is on lease and must stay where it is.
            std::erase_if(cache_->statements,
                          [](auto const& entry) { return entry.second != nullptr; });
        }
        found = cache_->statements.emplace(std::string{sql}, nullptr).first;
    }
    auto statement = std::move(found->second);
    if (!statement) statement = std::make_unique<Statement>(*connection_, found->first);
    return Lease{found->second, std::move(statement)};
}

std::int64_t Session::next(std::string_view table, std::string_view column) {
    auto& sequences = *cache_->sequences;
    auto found = std::find_if(sequences.begin(), sequences.end(), [&](Sequence const& sequence) {
        return sequence.table == table && sequence.column == column;
    });
    if (found != sequences.end()) return ++found->last;
    auto const last = value<std::int64_t>(fmt::format("select max({}) from {}", column, table));
    sequences.push_back({std::string{table}, std::string{column}, last.value_or(0) + 1});
    return sequences.back().last;
}

bool Session::after_commit(std::string key, std::function<void()> act) {
    bool const first = cache_->news_keys.insert(std::move(key)).second;
    if (first) cache_->news.push_back(std::move(act));
    return first;
}

void Session::before_commit(std::function<void(Session&)> act) {
    cache_->last_acts.push_back(std::move(act));
}

std::vector<std::function<void()>> Session::take_news() {
    cache_->news_keys.clear();
    return std::exchange(cache_->news, {});
}

void Session::script(std::string_view sql) {
    need_connection();
    cache_->rows.insert_all(*connection_);
    connection_->run(std::string{sql});
}

void Session::change_schema(std::string_view sql) {
    script(schema_in(connection_->dialect(), sql));
}

Dialect Session::dialect() const {
    return connection_->dialect();
}

void Session::share_numbers(Session const& other) {
    cache_->sequences = other.cache_->sequences;
}

void Session::forget_numbers() {
    cache_->sequences->clear();
}

void Session::reopen(std::shared_ptr<Connection> connection) {
    cache_->statements.clear();
    connection_ = std::move(connection);
}

void Session::share_connection(Session const& other) {
    if (connection_ != other.connection_) reopen(other.connection_);
}

void Session::begin() {
    connection_->begin(role_);
}

void Session::begin_when_needed(std::function<void()> take) {
    cache_->take_connection = std::move(take);
}

bool Session::has_begun() const {
    return cache_->take_connection == nullptr;
}

void Session::need_connection() {
    if (cache_->take_connection == nullptr) return;
    auto const take = cache_->take_connection;
    take();  // throws when there is none to be had; the next who asks tries again
    cache_->take_connection = nullptr;
}

void Session::complete() {
    cache_->rows.insert_all(*connection_);
    for (auto const& act : std::exchange(cache_->last_acts, {})) act(*this);
}

void Session::commit() {
    complete();
    connection_->commit();
}

void Session::rollback() noexcept {
    bool const has_begun = this->has_begun();
    cache_->take_connection = nullptr;
    cache_->rows.drop();
    cache_->last_acts.clear();
    cache_->news.clear();
    cache_->news_keys.clear();
    if (!has_begun) return;  // the connection is somebody else's
    try {
        if (connection_->in_transaction()) connection_->rollback();
    } catch (StorageError const&) {
        // A transaction that cannot be rolled back ends with its connection, and the next `begin`
        // on this one reports it.
    }
}

}  // namespace jincai::storage

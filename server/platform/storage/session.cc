#include "platform/storage/session.h"

#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "platform/storage/connection.h"

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

struct Insert {
    void const* row_type;
    std::string table;
    std::unique_ptr<Statement> statement;
};

/// So many rows wait at most.
constexpr std::size_t kHeldRowsMax = 4'000;

struct Sequence {
    std::string table;
    std::string column;
    std::int64_t last;
};

}  // namespace

struct Session::Held {
    std::string table;
    std::vector<std::string_view> const* columns;
    std::vector<Slot> slots;  ///< keeps its texts' memory from one batch to the next
    std::size_t used = 0;
};

struct Session::Cache {
    std::unordered_map<std::string, std::unique_ptr<Statement>, TextHash, std::equal_to<>>
        statements;
    std::vector<std::unique_ptr<Insert>> inserts;
    std::vector<std::unique_ptr<Held>> held;
    std::vector<Held*> waiting;  ///< those with rows, in the order of their first ones
    std::vector<Sequence> sequences;
    std::vector<std::function<void()>> news;
    std::unordered_set<std::string> news_keys;
};

Session::Session(std::unique_ptr<Connection> connection, Role role)
    : role_{role}, connection_{std::move(connection)}, cache_{std::make_unique<Cache>()} {}

Session::~Session() {
    cache_.reset();  // statements end before their connection
}

Session::Lease::~Lease() {
    statement_->reset();
    // The place is taken when the same text was run inside the loop over its own rows.
    if (home_ == nullptr) home_ = std::move(statement_);
}

Session::Held* Session::held(std::string_view table,
                             std::vector<std::string_view> const& columns) {
    if (role_ == Role::reader || !connection_->takes_bulk()) return nullptr;
    auto& all = cache_->held;
    auto found = std::find_if(all.begin(), all.end(), [&](auto const& each) {
        return each->columns == &columns && each->table == table;
    });
    if (found == all.end()) {
        all.push_back(std::make_unique<Held>(Held{std::string{table}, &columns, {}, 0}));
        found = std::prev(all.end());
    }
    if ((*found)->used >= kHeldRowsMax * columns.size()) flush();
    if ((*found)->used == 0) cache_->waiting.push_back(found->get());
    return found->get();
}

std::span<Slot> Session::one_more(Held& held) {
    auto const width = held.columns->size();
    if (held.slots.size() < held.used + width) held.slots.resize(held.used + width);
    held.used += width;
    return {held.slots.data() + held.used - width, width};
}

void Session::flush() {
    flush_first(cache_->waiting.size());
}

/// The tables that began to wait first: what others refer to comes before them.
void Session::flush_first(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        Held& held = *cache_->waiting[i];
        std::span<Slot const> const slots{held.slots.data(), std::exchange(held.used, 0)};
        connection_->insert({held.table, *held.columns, slots});
    }
    auto const begin = cache_->waiting.begin();
    cache_->waiting.erase(begin, begin + static_cast<std::ptrdiff_t>(count));
}

void Session::flush_if_named(std::string_view sql) {
    auto const& waiting = cache_->waiting;
    for (std::size_t i = waiting.size(); i > 0; --i)
        if (sql.find(waiting[i - 1]->table) != std::string_view::npos) return flush_first(i);
}

Session::Lease Session::lease(std::string_view sql) {
    flush_if_named(sql);
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

Session::Lease Session::lease_insert(void const* row_type, std::string_view table,
                                     std::string (*make_sql)(std::string_view table)) {
    auto& inserts = cache_->inserts;
    auto found = std::find_if(inserts.begin(), inserts.end(), [&](auto const& insert) {
        return insert->row_type == row_type && insert->table == table;
    });
    if (found == inserts.end()) {
        inserts.push_back(std::make_unique<Insert>(Insert{row_type, std::string{table}, nullptr}));
        found = std::prev(inserts.end());
    }
    auto& home = (*found)->statement;
    auto statement = std::move(home);
    if (!statement) statement = std::make_unique<Statement>(*connection_, make_sql(table));
    return Lease{home, std::move(statement)};
}

std::int64_t Session::next(std::string_view table, std::string_view column) {
    auto& sequences = cache_->sequences;
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

std::vector<std::function<void()>> Session::take_news() {
    cache_->news_keys.clear();
    return std::exchange(cache_->news, {});
}

void Session::script(std::string_view sql) {
    flush();
    connection_->run(std::string{sql});
}

void Session::change_schema(std::string_view sql) {
    script(schema_in(connection_->dialect(), sql));
}

Dialect Session::dialect() const {
    return connection_->dialect();
}

void Session::reopen(std::unique_ptr<Connection> connection) {
    cache_->statements.clear();
    cache_->inserts.clear();
    connection_ = std::move(connection);
}

void Session::begin() {
    connection_->begin(role_);
}

void Session::commit() {
    flush();
    connection_->commit();
}

void Session::rollback() noexcept {
    for (auto* const each : cache_->waiting) each->used = 0;
    cache_->waiting.clear();
    cache_->sequences.clear();
    cache_->news.clear();
    cache_->news_keys.clear();
    try {
        if (connection_->in_transaction()) connection_->rollback();
    } catch (StorageError const&) {
        // A transaction that cannot be rolled back ends with its connection, and the next `begin`
        // on this one reports it.
    }
}

}  // namespace jincai::storage

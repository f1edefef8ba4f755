#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <boost/describe.hpp>
#include <boost/mp11.hpp>

#include "platform/storage/backend.h"
#include "platform/storage/slot.h"
#include "platform/storage/statement.h"
#include "platform/storage/where.h"

namespace jincai::storage {

enum class Role : std::uint8_t {
    writer,       ///< books and documents
    read_models,  ///< what can be made again from them
    reader,       ///< one snapshot of both
};

template <class Row>
using Columns = boost::describe::describe_members<Row, boost::describe::mod_public |
                                                           boost::describe::mod_inherited>;

template <class Row>
inline constexpr bool kIsRow =
    std::is_class_v<Row>&& boost::describe::has_describe_members<Row>::value;

/// One connection inside one transaction. Rows are described structs; their columns are bound by
/// position in member order, and a select lists them in that order. A plain type (`Money`,
/// `std::string`, ...) serves as a row of one column. Placeholders are `:name`, each name once.
/// Statements are prepared once per connection and SQL text; they never keep a result open.
/// Not for use by several threads. Every call throws `StorageError` on failure.
class Session {
public:
    Session(std::shared_ptr<Connection> connection, Role role);
    ~Session();
    Session(Session const&) = delete;
    Session& operator=(Session const&) = delete;

    template <class Row, class... Args>
    [[nodiscard]] std::vector<Row> query(std::string_view sql, Args const&... args);

    /// The first row, or nothing.
    template <class Row, class... Args>
    [[nodiscard]] std::optional<Row> query_one(std::string_view sql, Args const&... args);

    /// The first column of the first row; nothing when there is no row or it is NULL.
    template <class T, class... Args>
    [[nodiscard]] std::optional<T> value(std::string_view sql, Args const&... args);

    /// Hands each row to `fn(Row const&)` without keeping them.
    template <class Row, class Fn, class... Args>
    void for_each(std::string_view sql, Fn&& fn, Args const&... args);

    /// Runs a change and gives the number of rows it touched.
    template <class... Args>
    std::int64_t execute(std::string_view sql, Args const&... args);

    /// Inserts a described struct, every member a column of its own name. It is held back until a
    /// statement names its table or the transaction commits, and goes to the database with the others
    /// of its table; what is wrong with the row, such as a key that is there already, is thrown then.
    template <class Row>
    void insert(std::string_view table, Row const& row);

    /// The next number of a column that counts up: one more than the largest stored or given out.
    /// Kept in memory while sessions of this role write, forgotten when a transaction is rolled
    /// back, so that numbers of committed rows have no gaps. Requires a session that writes; `table`
    /// and `column` are literals.
    [[nodiscard]] std::int64_t next(std::string_view table, std::string_view column);

    /// Has `act` run when this transaction has committed, on the thread that commits and outside the
    /// write lock; a rollback forgets it. Of several with one `key` the first alone is kept, and
    /// false says that it was not this one. For news: what `act` throws is dropped, because the
    /// change itself stands.
    bool after_commit(std::string key, std::function<void()> act);
    /// Has `act` run as the last part of this transaction, possibly on another thread: what is known
    /// only when everything is recorded. It must not insert.
    void before_commit(std::function<void(Session&)> act);

    /// Several statements in one text, without parameters.
    void script(std::string_view sql);
    /// A step of the schema, said in the dialect of this database.
    void change_schema(std::string_view sql);
    [[nodiscard]] Dialect dialect() const;

private:
    friend class Database;
    friend class WriteChain;
    friend class WriteTransaction;

    /// A prepared statement out of the cache, given back when the lease ends.
    class Lease;
    [[nodiscard]] Lease lease(std::string_view sql);
    [[nodiscard]] std::span<Slot> hold(std::string_view table,
                                       std::vector<std::string_view> const& columns);
    void begin();
    /// Begins when the connection is first needed, by `take`; until then rows are held back.
    void begin_when_needed(std::function<void()> take);
    [[nodiscard]] bool has_begun() const;
    void need_connection();
    /// What the commit adds: held rows, and what waits for the end.
    void complete();
    void commit();
    /// The numbers given out are those of the other session; of two that take turns one records.
    void share_numbers(Session const& other);
    void forget_numbers();
    /// Another connection in the place of this one; statements are prepared anew.
    void reopen(std::shared_ptr<Connection> connection);
    void share_connection(Session const& other);
    void rollback() noexcept;
    [[nodiscard]] std::vector<std::function<void()>> take_news();

    template <class Row, class Fn, class... Args>
    void run(std::string_view sql, Fn&& fn, Args const&... args);

    struct Cache;
    Role role_;
    std::shared_ptr<Connection> connection_;  ///< of two sessions that take turns with it
    std::unique_ptr<Cache> cache_;
};

class Session::Lease {
public:
    Lease(std::unique_ptr<Statement>& home, std::unique_ptr<Statement> statement)
        : home_{home}, statement_{std::move(statement)} {}
    ~Lease();
    Lease(Lease const&) = delete;
    Lease& operator=(Lease const&) = delete;
    Statement* operator->() { return statement_.get(); }
    Statement& operator*() { return *statement_; }

private:
    std::unique_ptr<Statement>& home_;  ///< the place in the cache
    std::unique_ptr<Statement> statement_;
};

namespace detail {

template <class T>
struct BoundType {
    using type = std::decay_t<T>;
};
template <std::size_t N>
struct BoundType<char[N]> {
    using type = char const*;
};

inline void bind_one(Statement& statement, std::size_t& at, Where const& where) {
    for (Slot const& slot : where.arguments()) statement.parameter(at++) = slot;
}

template <class T>
void bind_one(Statement& statement, std::size_t& at, T const& value) {
    store<typename BoundType<T>::type>(statement.parameter(at++), value);
}

template <class... Args>
void bind(Statement& statement, Args const&... args) {
    std::size_t at = 0;
    (bind_one(statement, at, args), ...);
    statement.check_parameters(at);
}

template <class Row>
constexpr std::size_t column_count() {
    if constexpr (kIsRow<Row>) {
        return boost::mp11::mp_size<Columns<Row>>::value;
    } else {
        return 1;
    }
}

template <class Row>
void declare_columns(Statement& statement) {
    if constexpr (kIsRow<Row>) {
        std::size_t at = 0;
        boost::mp11::mp_for_each<Columns<Row>>([&](auto column) {
            using Member = std::decay_t<decltype(std::declval<Row&>().*column.pointer)>;
            statement.column(at++).kind = ColumnTraits<Member>::kKind;
        });
    } else {
        statement.column(0).kind = ColumnTraits<Row>::kKind;
    }
}

template <class Row>
Row read_row(Statement& statement) {
    if constexpr (kIsRow<Row>) {
        Row row{};
        std::size_t at = 0;
        boost::mp11::mp_for_each<Columns<Row>>([&](auto column) {
            using Member = std::decay_t<decltype(row.*column.pointer)>;
            row.*column.pointer = load<Member>(statement.column(at++));
        });
        return row;
    } else {
        return load<Row>(statement.column(0));
    }
}

template <class Row>
std::vector<std::string_view> const& column_names() {
    static std::vector<std::string_view> const kNames = [] {
        std::vector<std::string_view> names;
        boost::mp11::mp_for_each<Columns<Row>>([&](auto column) { names.push_back(column.name); });
        return names;
    }();
    return kNames;
}

}  // namespace detail

template <class Row, class Fn, class... Args>
void Session::run(std::string_view sql, Fn&& fn, Args const&... args) {
    auto statement = lease(sql);
    statement->declare_columns(detail::column_count<Row>());
    detail::declare_columns<Row>(*statement);
    detail::bind(*statement, args...);
    bool more = statement->execute();
    while (more && fn(*statement)) more = statement->fetch();
}

template <class Row, class... Args>
std::vector<Row> Session::query(std::string_view sql, Args const&... args) {
    std::vector<Row> rows;
    run<Row>(
        sql,
        [&](Statement& statement) {
            rows.push_back(detail::read_row<Row>(statement));
            return true;
        },
        args...);
    return rows;
}

template <class Row, class... Args>
std::optional<Row> Session::query_one(std::string_view sql, Args const&... args) {
    std::optional<Row> row;
    run<Row>(
        sql,
        [&](Statement& statement) {
            row.emplace(detail::read_row<Row>(statement));
            return false;
        },
        args...);
    return row;
}

template <class T, class... Args>
std::optional<T> Session::value(std::string_view sql, Args const&... args) {
    return query_one<std::optional<T>>(sql, args...).value_or(std::nullopt);
}

template <class Row, class Fn, class... Args>
void Session::for_each(std::string_view sql, Fn&& fn, Args const&... args) {
    run<Row>(
        sql,
        [&](Statement& statement) {
            Row const row = detail::read_row<Row>(statement);
            fn(row);
            return true;
        },
        args...);
}

template <class... Args>
std::int64_t Session::execute(std::string_view sql, Args const&... args) {
    auto statement = lease(sql);
    detail::bind(*statement, args...);
    statement->execute();
    return statement->affected();
}

template <class Row>
void Session::insert(std::string_view table, Row const& row) {
    static_assert(kIsRow<Row>, "describe the row with BOOST_DESCRIBE_STRUCT");
    auto const places = hold(table, detail::column_names<Row>());
    std::size_t at = 0;
    boost::mp11::mp_for_each<Columns<Row>>(
        [&](auto column) { store(places[at++], row.*column.pointer); });
}

}  // namespace jincai::storage

#pragma once

// Included by sources of this folder alone.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/storage/backend.h"
#include "platform/storage/failure.h"
#include "platform/storage/session.h"
#include "platform/storage/slot.h"

namespace jincai::storage {

struct ConnectionOptions {
    std::string url;                  ///< empty: `directory`
    std::filesystem::path directory;
    Role role = Role::reader;
    std::chrono::seconds busy_timeout;
    std::int64_t cache_kib;
    std::int64_t page_size;
    bool durable = true;
};

/// Rows of one table that go to the database together. `slots` holds them one after the other.
struct BulkRows {
    std::string_view table;
    std::vector<std::string_view> const& columns;
    std::span<Slot const> slots;
    [[nodiscard]] std::size_t count() const { return slots.size() / columns.size(); }
};

/// A statement that a database has understood, run again and again with other values.
class Prepared {
public:
    virtual ~Prepared() = default;
    Prepared() = default;
    Prepared(Prepared const&) = delete;
    Prepared& operator=(Prepared const&) = delete;

    /// How many columns it lists; nothing where only its run tells.
    [[nodiscard]] virtual std::optional<std::size_t> columns() = 0;
    /// True when there is a row, which then stands in `columns`. The slots stay where they are from
    /// one call to the next, and those of `columns` have their kind.
    virtual bool execute(std::span<Slot> parameters, std::span<Slot> columns) = 0;
    virtual bool fetch(std::span<Slot> columns) = 0;
    [[nodiscard]] virtual std::int64_t affected() = 0;
    /// Ends reading, so that no snapshot is held.
    virtual void reset() noexcept = 0;
};

/// One connection. Used by one thread at a time; every call throws `StorageError` on failure.
class Connection {
public:
    virtual ~Connection() = default;
    Connection(Connection const&) = delete;
    Connection& operator=(Connection const&) = delete;

    [[nodiscard]] virtual Dialect dialect() const = 0;
    [[nodiscard]] virtual std::unique_ptr<Prepared> prepare(std::string const& sql) = 0;
    /// Runs statements without parameters and results.
    virtual void run(std::string const& sql) = 0;
    virtual void begin(Role role) = 0;
    virtual void commit() = 0;
    virtual void rollback() = 0;
    /// False after the database has rolled back by itself, as SQLite does on a full disk.
    [[nodiscard]] virtual bool in_transaction() const = 0;
    /// Throws when the settings do not keep what was committed.
    virtual void check_settings() = 0;
    virtual void insert(BulkRows const& rows) = 0;

    /// The first column of the first row of a text without values.
    [[nodiscard]] std::optional<long long> number(std::string const& sql);
    [[nodiscard]] std::optional<std::string> text(std::string const& sql);

protected:
    Connection() = default;

private:
    [[nodiscard]] std::optional<Slot> first(std::string const& sql, Kind kind);
};

[[nodiscard]] std::unique_ptr<Connection> connect(ConnectionOptions const& options);
[[nodiscard]] std::unique_ptr<Connection> connect_sqlite(ConnectionOptions const& options);
[[nodiscard]] std::unique_ptr<Connection> connect_postgres(ConnectionOptions const& options);
[[nodiscard]] std::unique_ptr<Connection> connect_odbc(ConnectionOptions const& options);

/// Settings of a PostgreSQL server on which a commit is not kept are refused, however it is reached.
void check_postgres_settings(Connection& connection, bool durable);

/// What the five characters of an SQLSTATE mean to us.
[[nodiscard]] Failure failure_of_sqlstate(std::string_view state);

}  // namespace jincai::storage

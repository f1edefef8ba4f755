#pragma once

// The only header that knows SOCI; included by sources of this folder alone.

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

#include <soci/soci.h>

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

/// One connection. Used by one thread at a time; every call throws `StorageError` on failure.
class Connection {
public:
    virtual ~Connection() = default;
    Connection(Connection const&) = delete;
    Connection& operator=(Connection const&) = delete;

    [[nodiscard]] soci::session& soci() { return session_; }
    [[nodiscard]] virtual Dialect dialect() const = 0;
    /// Runs statements without parameters and results.
    virtual void run(std::string const& sql) = 0;
    virtual void begin(Role role) = 0;
    virtual void commit() = 0;
    virtual void rollback() = 0;
    /// False after the database has rolled back by itself, as SQLite does on a full disk.
    [[nodiscard]] virtual bool in_transaction() const = 0;
    /// Throws when the settings do not keep what was committed.
    virtual void check_settings() = 0;
    /// How many columns a prepared select lists; nothing where only its run tells.
    [[nodiscard]] virtual std::optional<std::size_t> columns_of(soci::statement& statement) const = 0;
    /// Ends reading of a statement, so that it holds no snapshot.
    virtual void reset(soci::statement& statement) const noexcept = 0;
    /// Whether many rows at once are cheaper than one after the other.
    [[nodiscard]] virtual bool takes_bulk() const = 0;
    /// Requires `takes_bulk`.
    virtual void insert(BulkRows const& rows) = 0;

protected:
    Connection() = default;

private:
    soci::session session_;
};

[[nodiscard]] std::unique_ptr<Connection> connect(ConnectionOptions const& options);
[[nodiscard]] std::unique_ptr<Connection> connect_sqlite(ConnectionOptions const& options);
[[nodiscard]] std::unique_ptr<Connection> connect_postgres(ConnectionOptions const& options);
[[nodiscard]] std::unique_ptr<Connection> connect_odbc(ConnectionOptions const& options);

/// Settings of a PostgreSQL server on which a commit is not kept are refused, however it is reached.
void check_postgres_settings(Connection& connection, bool durable);

[[nodiscard]] Failure failure_of_sqlite(int code);
[[noreturn]] void throw_sqlite_error(int code, std::string const& message);

/// What the five characters of an SQLSTATE mean to us.
[[nodiscard]] Failure failure_of_sqlstate(std::string_view state);

/// Throws the exception in flight as a `StorageError`.
[[noreturn]] void rethrow_as_storage_error();

/// Calls `fn`, turning SOCI's exceptions into `StorageError`.
template <class Fn>
decltype(auto) guarded(Fn&& fn) {
    try {
        return std::forward<Fn>(fn)();
    } catch (soci::soci_error const&) {
        rethrow_as_storage_error();
    }
}

}  // namespace jincai::storage

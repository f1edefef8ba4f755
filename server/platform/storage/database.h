#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>

#include "base/result.h"
#include "platform/storage/failure.h"
#include "platform/storage/migration.h"
#include "platform/storage/session.h"

namespace jincai::storage {

enum class Access : std::uint8_t {
    exclusive,  ///< the server: holds DIR/LOCK, may write
    read_only,  ///< verification beside a running server: takes no lock, cannot write
};

enum class Durability : std::uint8_t {
    full,  ///< a commit returns after the disk has it
    off,   ///< building data that can be built again (demonstration, import into a fresh folder)
};

struct Options {
    std::filesystem::path directory;
    std::string url;  ///< a database server instead of files in `directory`; see `backend_of`
    Access access = Access::exclusive;
    Durability durability = Durability::full;
    std::size_t read_sessions = 4;
    std::chrono::milliseconds lease_timeout{5'000};
    std::chrono::seconds busy_timeout{5};
    std::int64_t cache_kib = 64 * 1024;  ///< of the write session; readers take an eighth
    std::int64_t page_size = 8'192;      ///< of a new file
    /// A server whose settings may lose a commit is taken all the same: for tests.
    bool accepts_unsafe_server = false;
};

class WriteTransaction;

/// The database of one data directory: DIR/jincai.db in WAL mode, or the server of `url`. Many
/// threads may call. The constructor throws `StorageError` (`in_use` when another server holds
/// DIR/LOCK).
///
/// One writer: whoever opens takes the next epoch, and every commit proves in its own transaction
/// that the epoch is still his. When the answer to a commit is lost, the database is read-only until
/// it has been read whether the commit was kept.
class Database {
public:
    explicit Database(Options options);
    ~Database();
    Database(Database const&) = delete;
    Database& operator=(Database const&) = delete;

    /// Calls `fn(Session&)` in one snapshot of the data; waits for a free session no longer than
    /// `lease_timeout` and then throws `busy`.
    template <class Fn>
    auto read(Fn&& fn) const -> std::invoke_result_t<Fn, Session&>;

    /// Calls `fn(Session&) -> Result<T>` in a transaction of its own, one writer after the other
    /// in order of arrival. A refusal or an exception rolls back. `busy` and `full` come back as
    /// refusals. Modules use `audit::change`, so that no write is without its record.
    template <class Fn>
    auto write(Fn&& fn) -> std::invoke_result_t<Fn, Session&>;

    /// The same for read models, which can be made again from the rest: with a transaction, and on
    /// the embedded database with a file, of their own, so that they never keep a payment waiting.
    template <class Fn>
    auto write_models(Fn&& fn) -> std::invoke_result_t<Fn, Session&>;

    [[nodiscard]] Options const& options() const;

    /// Called when a commit found that another server has taken over, in place of ending the
    /// process, which is the default.
    void on_superseded(std::function<void()> act);

    /// Moves the WAL into the main file and truncates it; for backups and after bulk loads.
    void checkpoint();

private:
    friend class WriteChain;
    friend class WriteTransaction;
    class ReadLease;
    struct Impl;

    [[nodiscard]] Session& lease_reader() const;
    void return_reader(Session& session) const noexcept;
    Session& begin_write(Role role);
    void commit_write(Role role);
    void rollback_write(Role role) noexcept;
    template <class Fn>
    auto write_as(Role role, Fn&& fn) -> std::invoke_result_t<Fn, Session&>;

    std::unique_ptr<Impl> impl_;
};

/// A transaction that stays open over many inserts, for the group commit. Holds the write lock
/// from construction until `commit` or destruction; without `commit` everything is rolled back.
/// `commit` may throw (`full`, `io`): then nothing of it may be counted on.
class WriteTransaction {
public:
    explicit WriteTransaction(Database& database, Role role = Role::writer)
        : database_{database}, role_{role}, session_{&database.begin_write(role)} {}
    ~WriteTransaction() { rollback(); }
    WriteTransaction(WriteTransaction const&) = delete;
    WriteTransaction& operator=(WriteTransaction const&) = delete;

    /// Requires that neither `commit` nor `rollback` was called.
    [[nodiscard]] Session& session() { return *session_; }
    void commit() {
        session_ = nullptr;
        database_.commit_write(role_);
    }
    void rollback() noexcept {
        if (session_ != nullptr) database_.rollback_write(role_);
        session_ = nullptr;
    }

private:
    Database& database_;
    Role role_;
    Session* session_;
};

class Database::ReadLease {
public:
    explicit ReadLease(Database const& database)
        : database_{database}, session{database.lease_reader()} {}
    ~ReadLease() { database_.return_reader(session); }
    ReadLease(ReadLease const&) = delete;
    ReadLease& operator=(ReadLease const&) = delete;

private:
    Database const& database_;

public:
    Session& session;
};

template <class Fn>
auto Database::read(Fn&& fn) const -> std::invoke_result_t<Fn, Session&> {
    ReadLease lease{*this};
    return std::forward<Fn>(fn)(lease.session);
}

template <class Fn>
auto Database::write(Fn&& fn) -> std::invoke_result_t<Fn, Session&> {
    return write_as(Role::writer, std::forward<Fn>(fn));
}

template <class Fn>
auto Database::write_models(Fn&& fn) -> std::invoke_result_t<Fn, Session&> {
    return write_as(Role::read_models, std::forward<Fn>(fn));
}

template <class Fn>
auto Database::write_as(Role role, Fn&& fn) -> std::invoke_result_t<Fn, Session&> {
    try {
        WriteTransaction transaction{*this, role};
        auto result = std::forward<Fn>(fn)(transaction.session());
        if (!result) return result;
        transaction.commit();
        return result;
    } catch (StorageError const& error) {
        auto refusal = refusal_of(error);
        if (!refusal) throw;
        return std::unexpected(std::move(*refusal));
    }
}

}  // namespace jincai::storage

#include "platform/storage/copy.h"

#include <memory>

#include <sqlite3.h>

#include "platform/storage/failure.h"

namespace jincai::storage {

namespace {

/// Pages between two looks at the rest of the machine.
constexpr int kStep = 4'096;

struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
};
using Handle = std::unique_ptr<sqlite3, Close>;

[[noreturn]] void fail(sqlite3* handle) {
    auto const code = sqlite3_errcode(handle) & 0xff;
    auto const kind = code == SQLITE_FULL                               ? Failure::full
                      : code == SQLITE_IOERR                            ? Failure::io
                      : code == SQLITE_CORRUPT || code == SQLITE_NOTADB ? Failure::corrupt
                      : code == SQLITE_BUSY                             ? Failure::busy
                                                                        : Failure::other;
    throw StorageError{kind, sqlite3_errmsg(handle)};
}

Handle open(std::filesystem::path const& file, int flags) {
    sqlite3* handle = nullptr;
    int const code = sqlite3_open_v2(file.c_str(), &handle, flags, nullptr);
    Handle owned{handle};
    if (code != SQLITE_OK) fail(handle);
    sqlite3_busy_timeout(handle, 5'000);
    return owned;
}

void run(sqlite3* handle, char const* sql) {
    if (sqlite3_exec(handle, sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail(handle);
}

}  // namespace

void copy_database(std::filesystem::path const& directory, std::filesystem::path const& file) {
    auto const from_file = directory / "jincai.db";
    if (!std::filesystem::exists(from_file))
        throw StorageError{Failure::io, "there is no database in this directory"};
    auto const from = open(from_file, SQLITE_OPEN_READONLY);
    auto const to = open(file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    run(to.get(), "pragma synchronous = full");
    // One snapshot over all steps: what others commit meanwhile is not in the copy, and does not
    // make it start again.
    run(from.get(), "begin");
    run(from.get(), "select count(*) from sqlite_schema");
    auto* const copying = sqlite3_backup_init(to.get(), "main", from.get(), "main");
    if (copying == nullptr) fail(to.get());
    int code = SQLITE_OK;
    while (code == SQLITE_OK || code == SQLITE_BUSY || code == SQLITE_LOCKED) {
        code = sqlite3_backup_step(copying, kStep);
        if (code == SQLITE_BUSY || code == SQLITE_LOCKED) sqlite3_sleep(20);
    }
    if (sqlite3_backup_finish(copying) != SQLITE_OK || code != SQLITE_DONE) fail(to.get());
    run(from.get(), "rollback");
}

std::string integrity_of(std::filesystem::path const& directory) {
    auto const handle = open(directory / "jincai.db", SQLITE_OPEN_READWRITE);
    std::string found;
    auto const take = [](void* text, int, char** values, char**) {
        *static_cast<std::string*>(text) = values[0] == nullptr ? "" : values[0];
        return 0;
    };
    int const code =
        sqlite3_exec(handle.get(), "pragma integrity_check(1)", take, &found, nullptr);
    return code == SQLITE_OK ? found : sqlite3_errmsg(handle.get());
}

std::uintmax_t log_bytes(std::filesystem::path const& directory) {
    std::error_code absent;
    auto const size = std::filesystem::file_size(directory / "jincai.db-wal", absent);
    return absent ? 0 : size;
}

}  // namespace jincai::storage

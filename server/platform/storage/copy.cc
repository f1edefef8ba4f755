#include "platform/storage/copy.h"

#include <memory>

#include <sqlite3.h>

#include "platform/storage/failure.h"
#include "platform/storage/page_guard.h"

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
    guard_pages();
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

std::string pragma(sqlite3* handle, char const* sql) {
    std::string value;
    auto const take = [](void* text, int, char** values, char**) {
        *static_cast<std::string*>(text) = values[0] == nullptr ? "" : values[0];
        return 0;
    };
    if (sqlite3_exec(handle, sql, take, &value, nullptr) != SQLITE_OK) fail(handle);
    return value;
}

int reserve_of(sqlite3* handle, int wanted) {
    sqlite3_file_control(handle, "main", SQLITE_FCNTL_RESERVE_BYTES, &wanted);
    return wanted;
}

/// The guard of the pages knows a file by its first page: that is written before all others, with the
/// room for sums that the source has.
void prepare(sqlite3* to, sqlite3* from) {
    run(to, ("pragma page_size = " + pragma(from, "pragma page_size")).c_str());
    if (reserve_of(from, -1) == kPageReserve) reserve_of(to, kPageReserve);
    run(to, "create table first_page (x integer)");
    run(to, "drop table first_page");
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
    prepare(to.get(), from.get());
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

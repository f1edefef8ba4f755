#pragma once

// The only header that knows SOCI and SQLite; included by sources of this folder alone.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "platform/storage/failure.h"

namespace jincai::storage {

struct ConnectionOptions {
    std::filesystem::path file;
    std::chrono::seconds busy_timeout;
    std::int64_t cache_kib;
    std::int64_t page_size;
    bool synchronous;
    bool query_only;
};

class Connection {
public:
    explicit Connection(ConnectionOptions const& options);

    [[nodiscard]] soci::session& soci() { return session_; }
    /// Runs statements without parameters and results.
    void run(std::string const& sql);
    /// False after SQLite has rolled back by itself, as it does on a full disk.
    [[nodiscard]] bool in_transaction() const;

private:
    [[nodiscard]] sqlite_api::sqlite3* handle() const;

    soci::session session_;
};

[[noreturn]] void throw_storage_error(int code, std::string const& message);

/// Calls `fn`, turning SOCI's exceptions into `StorageError`.
template <class Fn>
decltype(auto) guarded(Fn&& fn) {
    try {
        return std::forward<Fn>(fn)();
    } catch (soci::sqlite3_soci_error const& error) {
        // Not `what()`: SOCI adds the bound values to it.
        throw_storage_error(error.result(), error.get_error_message());
    } catch (soci::soci_error const& error) {
        throw StorageError{Failure::other, error.get_error_message()};
    }
}

}  // namespace jincai::storage

#include "platform/storage/connection.h"

#include <mutex>

#include <fmt/format.h>

namespace jincai::storage {

namespace {

/// A connection is used by one thread at a time, so SQLite's own lock around every call is not
/// needed. Takes effect only before the first connection of the process.
void configure_once() {
    static std::once_flag once;
    std::call_once(
        once, [] { static_cast<void>(sqlite_api::sqlite3_config(SQLITE_CONFIG_MULTITHREAD)); });
}

/// Room for the indexes of everything that is being built.
constexpr std::int64_t kBuildingCacheKib = 512 * 1024;

std::string connect_text(ConnectionOptions const& options) {
    return fmt::format("db=\"{}\" timeout={}", options.file.string(), options.busy_timeout.count());
}

}  // namespace

Connection::Connection(ConnectionOptions const& options) {
    configure_once();
    guarded([&] { session_.open(soci::sqlite3, connect_text(options)); });
    sqlite_api::sqlite3_extended_result_codes(handle(), 1);
    if (!options.query_only) {
        run(fmt::format("pragma page_size = {}", options.page_size));
        run("pragma journal_mode = wal");
        run(fmt::format("pragma synchronous = {}", options.synchronous ? "full" : "off"));
        // A longer log makes fewer, larger checkpoints; its file shrinks again afterwards. Data that
        // can be built again are written in one go: pages that change often reach the file once.
        run(fmt::format("pragma wal_autocheckpoint = {}", options.synchronous ? 4'000 : 40'000));
        run("pragma journal_size_limit = 67108864");
    }
    run("pragma foreign_keys = on");
    bool const building = !options.query_only && !options.synchronous;
    run(fmt::format("pragma cache_size = -{}",
                    building ? std::max(options.cache_kib, kBuildingCacheKib) : options.cache_kib));
    run("pragma temp_store = memory");
    if (options.query_only) run("pragma query_only = on");
}

sqlite_api::sqlite3* Connection::handle() const {
    // SOCI's accessor is not const, though it changes nothing.
    auto& session = const_cast<soci::session&>(session_);
    return static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_;
}

void Connection::run(std::string const& sql) {
    char* text = nullptr;
    int const code = sqlite_api::sqlite3_exec(handle(), sql.c_str(), nullptr, nullptr, &text);
    if (code == SQLITE_OK) return;
    std::string const message = text == nullptr ? "unknown" : text;
    sqlite_api::sqlite3_free(text);
    throw_storage_error(code, message);
}

bool Connection::in_transaction() const {
    return sqlite_api::sqlite3_get_autocommit(handle()) == 0;
}

}  // namespace jincai::storage

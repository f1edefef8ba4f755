#include <mutex>

#include <fmt/format.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "platform/storage/connection.h"

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

class SqliteConnection final : public Connection {
public:
    explicit SqliteConnection(ConnectionOptions const& options);

    [[nodiscard]] Dialect dialect() const override { return Dialect::sqlite; }
    void run(std::string const& sql) override;
    void begin(Role role) override {
        // A plain BEGIN that writes later fails at once when another connection wrote in between.
        run(role == Role::reader ? "begin" : "begin immediate");
    }
    void commit() override { run("commit"); }
    void rollback() override { run("rollback"); }
    [[nodiscard]] bool in_transaction() const override {
        return sqlite_api::sqlite3_get_autocommit(handle()) == 0;
    }
    void check_settings() override;
    [[nodiscard]] std::optional<std::size_t> columns_of(soci::statement& statement) const override {
        return static_cast<std::size_t>(sqlite_api::sqlite3_column_count(prepared(statement)));
    }
    void reset(soci::statement& statement) const noexcept override {
        // The code repeats the failure of the execution, which was thrown then.
        static_cast<void>(sqlite_api::sqlite3_reset(prepared(statement)));
    }
    [[nodiscard]] bool takes_bulk() const override { return false; }
    void insert(BulkRows const& rows) override;

private:
    [[nodiscard]] sqlite_api::sqlite3* handle() const;
    [[nodiscard]] static sqlite_api::sqlite3_stmt* prepared(soci::statement& statement);
    void set_up_writing(ConnectionOptions const& options);
    void expect(std::string_view pragma, std::string_view wanted);

    Role role_;
    bool durable_;
};

std::filesystem::path main_file(ConnectionOptions const& options) {
    return options.directory / "jincai.db";
}

std::filesystem::path models_file(ConnectionOptions const& options) {
    return options.directory / "models.db";
}

SqliteConnection::SqliteConnection(ConnectionOptions const& options)
    : role_{options.role}, durable_{options.durable} {
    configure_once();
    auto const file = role_ == Role::read_models ? models_file(options) : main_file(options);
    guarded([&] {
        soci().open(soci::sqlite3, fmt::format("db=\"{}\" timeout={}", file.string(),
                                               options.busy_timeout.count()));
    });
    sqlite_api::sqlite3_extended_result_codes(handle(), 1);
    bool const writes = role_ != Role::reader;
    if (writes) set_up_writing(options);
    run("pragma foreign_keys = on");
    bool const building = writes && !durable_;
    run(fmt::format("pragma cache_size = -{}",
                    building ? std::max(options.cache_kib, kBuildingCacheKib) : options.cache_kib));
    run("pragma temp_store = memory");
    if (writes) return;
    if (std::filesystem::exists(models_file(options)))
        run(fmt::format("attach database '{}' as models", models_file(options).string()));
    run("pragma query_only = on");
}

void SqliteConnection::set_up_writing(ConnectionOptions const& options) {
    run(fmt::format("pragma page_size = {}", options.page_size));
    run("pragma journal_mode = wal");
    // Read models are made again from the journal when a power cut takes their last rows.
    auto const* const level = !durable_ ? "off" : role_ == Role::writer ? "full" : "normal";
    run(fmt::format("pragma synchronous = {}", level));
    // A longer log makes fewer, larger checkpoints; its file shrinks again afterwards. Data that
    // can be built again are written in one go: pages that change often reach the file once.
    run(fmt::format("pragma wal_autocheckpoint = {}", durable_ ? 4'000 : 40'000));
    run("pragma journal_size_limit = 67108864");
}

sqlite_api::sqlite3* SqliteConnection::handle() const {
    // SOCI's accessor is not const, though it changes nothing.
    auto& session = const_cast<SqliteConnection*>(this)->soci();
    return static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_;
}

sqlite_api::sqlite3_stmt* SqliteConnection::prepared(soci::statement& statement) {
    return static_cast<soci::sqlite3_statement_backend&>(*statement.get_backend()).stmt_;
}

void SqliteConnection::run(std::string const& sql) {
    char* text = nullptr;
    int const code = sqlite_api::sqlite3_exec(handle(), sql.c_str(), nullptr, nullptr, &text);
    if (code == SQLITE_OK) return;
    std::string const message = text == nullptr ? "unknown" : text;
    sqlite_api::sqlite3_free(text);
    throw_sqlite_error(code, message);
}

void SqliteConnection::expect(std::string_view pragma, std::string_view wanted) {
    auto const found = guarded([&] {
        std::string value;
        soci() << fmt::format("pragma {}", pragma), soci::into(value);
        return value;
    });
    if (found == wanted) return;
    throw StorageError{Failure::other,
                       fmt::format("pragma {} is {} instead of {}", pragma, found, wanted)};
}

void SqliteConnection::check_settings() {
    expect("journal_mode", "wal");
    expect("foreign_keys", "1");
    if (role_ == Role::reader) {
        expect("query_only", "1");
    } else {
        expect("synchronous", !durable_ ? "0" : role_ == Role::writer ? "2" : "1");
    }
}

void SqliteConnection::insert(BulkRows const& rows) {
    throw StorageError{Failure::other,
                       fmt::format("no rows in bulk for {} here", std::string{rows.table})};
}

}  // namespace

Failure failure_of_sqlite(int code) {
    switch (code) {
        case SQLITE_CONSTRAINT_UNIQUE:
        case SQLITE_CONSTRAINT_PRIMARYKEY:
        case SQLITE_CONSTRAINT_ROWID:
            return Failure::unique;
        default:
            break;
    }
    switch (code & 0xff) {  // the low byte is the primary code
        case SQLITE_CONSTRAINT:
            return Failure::constraint;
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return Failure::busy;
        case SQLITE_FULL:
            return Failure::full;
        case SQLITE_IOERR:
            return Failure::io;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return Failure::corrupt;
        default:
            return Failure::other;
    }
}

void throw_sqlite_error(int code, std::string const& message) {
    throw StorageError{failure_of_sqlite(code), message};
}

std::unique_ptr<Connection> connect_sqlite(ConnectionOptions const& options) {
    return std::make_unique<SqliteConnection>(options);
}

}  // namespace jincai::storage

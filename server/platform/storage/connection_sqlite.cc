#include <algorithm>
#include <mutex>

#include <fmt/format.h>
#include <sqlite3.h>

#include "platform/storage/connection.h"
#include "platform/storage/page_guard.h"

namespace jincai::storage {

namespace {

Failure failure_of(int code) {
    switch (code) {
        case SQLITE_CONSTRAINT_UNIQUE:
        case SQLITE_CONSTRAINT_PRIMARYKEY:
        case SQLITE_CONSTRAINT_ROWID:
            return Failure::unique;
        case SQLITE_IOERR_DATA:
            return Failure::corrupt;  // a page that does not verify
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

/// A connection is used by one thread at a time, so SQLite's own lock around every call is not
/// needed, and nobody asks for the sum of its memory, which is a lock of all connections. Takes
/// effect only before the first connection of the process.
void configure_once() {
    static std::once_flag once;
    std::call_once(once, [] {
        static_cast<void>(sqlite3_config(SQLITE_CONFIG_MULTITHREAD));
        static_cast<void>(sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0));
        guard_pages();
    });
}

/// Room for the indexes of everything that is being built.
constexpr std::int64_t kBuildingCacheKib = 512 * 1024;

[[noreturn]] void fail(int code, std::string const& message) {
    throw StorageError{failure_of(code), message};
}

/// Values are lent to SQLite, not copied: the slots outlive the run.
class SqlitePrepared final : public Prepared {
public:
    SqlitePrepared(sqlite3* connection, std::string const& sql) : connection_{connection} {
        int const code = sqlite3_prepare_v3(connection, sql.c_str(), static_cast<int>(sql.size()),
                                            SQLITE_PREPARE_PERSISTENT, &statement_, nullptr);
        if (code != SQLITE_OK) fail(code, sqlite3_errmsg(connection));
    }
    ~SqlitePrepared() override { sqlite3_finalize(statement_); }
    SqlitePrepared(SqlitePrepared const&) = delete;
    SqlitePrepared& operator=(SqlitePrepared const&) = delete;

    [[nodiscard]] std::optional<std::size_t> columns() override {
        return static_cast<std::size_t>(sqlite3_column_count(statement_));
    }
    bool execute(std::span<Slot> parameters, std::span<Slot> columns) override;
    bool fetch(std::span<Slot> columns) override;
    /// Runs a change once more, with other values.
    void run_with(std::span<Slot const> parameters);
    [[nodiscard]] std::int64_t affected() override { return sqlite3_changes64(connection_); }
    void reset() noexcept override {
        // The code repeats the failure of the execution, which was thrown then.
        static_cast<void>(sqlite3_reset(statement_));
    }

private:
    void bind(std::span<Slot const> parameters);

    sqlite3* connection_;
    sqlite3_stmt* statement_ = nullptr;
};

void SqlitePrepared::bind(std::span<Slot const> parameters) {
    int place = 0;
    for (auto const& slot : parameters) {
        ++place;
        if (slot.null) sqlite3_bind_null(statement_, place);
        else if (slot.kind == Kind::integer) sqlite3_bind_int64(statement_, place, slot.integer);
        else
            sqlite3_bind_text(statement_, place, slot.text.data(),
                              static_cast<int>(slot.text.size()), SQLITE_STATIC);
    }
}

void SqlitePrepared::run_with(std::span<Slot const> parameters) {
    bind(parameters);
    int const code = sqlite3_step(statement_);
    sqlite3_reset(statement_);
    if (code == SQLITE_DONE) return;
    fail(sqlite3_extended_errcode(connection_), sqlite3_errmsg(connection_));
}

bool SqlitePrepared::execute(std::span<Slot> parameters, std::span<Slot> columns) {
    sqlite3_reset(statement_);
    bind(parameters);
    return fetch(columns);
}

bool SqlitePrepared::fetch(std::span<Slot> columns) {
    int const code = sqlite3_step(statement_);
    if (code == SQLITE_DONE) return false;
    if (code != SQLITE_ROW) fail(sqlite3_extended_errcode(connection_), sqlite3_errmsg(connection_));
    int place = 0;
    for (auto& slot : columns) {
        slot.null = sqlite3_column_type(statement_, place) == SQLITE_NULL;
        if (slot.kind == Kind::integer) {
            slot.integer = sqlite3_column_int64(statement_, place);
        } else if (auto const* text = sqlite3_column_text(statement_, place)) {
            slot.text.assign(reinterpret_cast<char const*>(text),
                             static_cast<std::size_t>(sqlite3_column_bytes(statement_, place)));
        } else {
            slot.text.clear();
        }
        ++place;
    }
    return true;
}

class SqliteConnection final : public Connection {
public:
    explicit SqliteConnection(ConnectionOptions const& options);
    ~SqliteConnection() override {
        inserts_.clear();
        sqlite3_close_v2(handle_);
    }
    SqliteConnection(SqliteConnection const&) = delete;
    SqliteConnection& operator=(SqliteConnection const&) = delete;

    [[nodiscard]] Dialect dialect() const override { return Dialect::sqlite; }
    [[nodiscard]] std::unique_ptr<Prepared> prepare(std::string const& sql) override {
        return std::make_unique<SqlitePrepared>(handle_, sql);
    }
    void run(std::string const& sql) override;
    void begin(Role role) override {
        // A plain BEGIN that writes later fails at once when another connection wrote in between.
        run(role == Role::reader ? "begin" : "begin immediate");
    }
    void commit() override { run("commit"); }
    void rollback() override { run("rollback"); }
    [[nodiscard]] bool in_transaction() const override {
        return sqlite3_get_autocommit(handle_) == 0;
    }
    void check_settings() override;
    void insert(BulkRows const& rows) override;

private:
    void set_up_writing(ConnectionOptions const& options);
    void expect(std::string_view pragma, std::string_view wanted);

    /// The insert into one table.
    struct Insert {
        std::string table;
        std::vector<std::string_view> const* columns;
        SqlitePrepared statement;
    };
    [[nodiscard]] SqlitePrepared& insert_into(BulkRows const& rows);

    sqlite3* handle_ = nullptr;
    Role role_;
    bool durable_;
    std::vector<std::unique_ptr<Insert>> inserts_;
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
    int const code = sqlite3_open_v2(file.c_str(), &handle_,
                                     SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
    if (code != SQLITE_OK) {
        std::string const why = handle_ == nullptr ? "no memory" : sqlite3_errmsg(handle_);
        sqlite3_close_v2(std::exchange(handle_, nullptr));
        fail(code, why);
    }
    sqlite3_extended_result_codes(handle_, 1);
    sqlite3_busy_timeout(
        handle_, static_cast<int>(std::chrono::milliseconds{options.busy_timeout}.count()));
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
    int reserve = kPageReserve;  // of a new file, as is the size of its pages
    sqlite3_file_control(handle_, "main", SQLITE_FCNTL_RESERVE_BYTES, &reserve);
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

void SqliteConnection::run(std::string const& sql) {
    char* text = nullptr;
    int const code = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, &text);
    if (code == SQLITE_OK) return;
    std::string const message = text == nullptr ? "unknown" : text;
    sqlite3_free(text);
    fail(code, message);
}

void SqliteConnection::expect(std::string_view pragma, std::string_view wanted) {
    auto const found = text(fmt::format("pragma {}", pragma)).value_or("nothing");
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

SqlitePrepared& SqliteConnection::insert_into(BulkRows const& rows) {
    auto const found = std::ranges::find_if(inserts_, [&](auto const& each) {
        return each->columns == &rows.columns && each->table == rows.table;
    });
    if (found != inserts_.end()) return (*found)->statement;
    std::vector<char> const places(rows.columns.size(), '?');
    auto const sql = fmt::format("insert into {} ({}) values ({})", rows.table,
                                 fmt::join(rows.columns, ", "), fmt::join(places, ", "));
    inserts_.push_back(std::unique_ptr<Insert>{
        new Insert{std::string{rows.table}, &rows.columns, {handle_, sql}}});
    return inserts_.back()->statement;
}

/// Row by row: a statement for several rows keeps a way back for each, which costs more than it
/// spares (docs/adr/0018).
void SqliteConnection::insert(BulkRows const& rows) {
    auto& statement = insert_into(rows);
    auto const width = rows.columns.size();
    for (std::size_t at = 0; at < rows.slots.size(); at += width)
        statement.run_with(rows.slots.subspan(at, width));
}

}  // namespace

std::unique_ptr<Connection> connect_sqlite(ConnectionOptions const& options) {
    return std::make_unique<SqliteConnection>(options);
}

}  // namespace jincai::storage

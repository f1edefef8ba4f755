#include <map>

#include <fmt/format.h>
#include <soci/odbc/soci-odbc.h>

#include "platform/storage/connection_soci.h"

namespace jincai::storage {

namespace {

/// Rows of one statement with many value lists; a driver takes about a thousand values.
constexpr std::size_t kPlacesMax = 960;

class OdbcConnection final : public SociConnection {
public:
    explicit OdbcConnection(ConnectionOptions const& options);

    [[nodiscard]] Dialect dialect() const override { return dialect_; }
    void run(std::string const& sql) override;
    void begin(Role role) override;
    void commit() override;
    void rollback() override;
    [[nodiscard]] bool in_transaction() const override { return open_; }
    void check_settings() override {
        if (dialect_ == Dialect::postgres) check_postgres_settings(*this, durable_);
    }
    void insert(BulkRows const& rows) override;

private:
    [[nodiscard]] std::optional<std::size_t> columns_of(soci::statement&) override {
        return std::nullopt;
    }
    void reset(soci::statement& statement) noexcept override;
    [[nodiscard]] bool is_dead() override;
    [[nodiscard]] soci::odbc_session_backend& backend() {
        return *static_cast<soci::odbc_session_backend*>(soci().get_backend());
    }
    [[nodiscard]] Dialect asked_dialect();
    void insert_some(BulkRows const& rows, std::size_t first, std::size_t count);

    /// One statement for a number of rows, with its values bound in place.
    struct Many {
        explicit Many(soci::session& session) : statement{session} {}
        soci::statement statement;
        std::vector<Slot> slots;
        std::vector<soci::indicator> indicators;
    };
    [[nodiscard]] Many& many(BulkRows const& rows, std::size_t first, std::size_t count);

    bool durable_;
    bool open_ = false;
    Dialect dialect_{};
    std::map<std::string, std::unique_ptr<Many>> statements_;
};

std::string connect_text(std::string_view url) {
    url.remove_prefix(std::string_view{"odbc:"}.size());
    if (url.find('=') != std::string_view::npos) return std::string{url};
    return fmt::format("DSN={}", url);
}

OdbcConnection::OdbcConnection(ConnectionOptions const& options) : durable_{options.durable} {
    // Without the dialog that SOCI's default asks a driver for.
    soci::connection_parameters parameters{soci::odbc, connect_text(options.url)};
    parameters.set_option(soci::odbc_option_driver_complete, "0");
    guarded([&] { soci().open(parameters); });
    dialect_ = asked_dialect();
    if (dialect_ == Dialect::postgres) {
        run(fmt::format("set lock_timeout = {}",
                        std::chrono::milliseconds{options.busy_timeout}.count()));
        run("set timezone = 'UTC'");
        if (!durable_) run("set synchronous_commit = off");
    }
}

Dialect OdbcConnection::asked_dialect() {
    char name[64] = {};
    SQLSMALLINT length = 0;
    auto const code = SQLGetInfo(backend().hdbc_, SQL_DBMS_NAME, name, sizeof name, &length);
    std::string_view const product{name};
    if (SQL_SUCCEEDED(code) && product.find("PostgreSQL") != std::string_view::npos)
        return Dialect::postgres;
    if (SQL_SUCCEEDED(code) && product.find("DM") != std::string_view::npos) return Dialect::dameng;
    throw StorageError{Failure::other,
                       fmt::format("a database of the kind \"{}\" is not known", product)};
}

bool OdbcConnection::is_dead() {
    SQLUINTEGER dead = SQL_CD_FALSE;
    auto const code = SQLGetConnectAttr(backend().hdbc_, SQL_ATTR_CONNECTION_DEAD, &dead, 0, nullptr);
    return SQL_SUCCEEDED(code) && dead == SQL_CD_TRUE;
}

void OdbcConnection::run(std::string const& sql) {
    checked([&] {
        // Directly: a text of several statements cannot be prepared.
        SQLHSTMT statement = nullptr;
        SQLAllocHandle(SQL_HANDLE_STMT, backend().hdbc_, &statement);
        auto const code =
            SQLExecDirect(statement, reinterpret_cast<SQLCHAR*>(const_cast<char*>(sql.c_str())),
                          SQL_NTS);
        if (code == SQL_ERROR) {
            soci::odbc_soci_error const error{SQL_HANDLE_STMT, statement, "running statements"};
            SQLFreeHandle(SQL_HANDLE_STMT, statement);
            throw error;
        }
        SQLFreeHandle(SQL_HANDLE_STMT, statement);
    });
}

void OdbcConnection::begin(Role role) {
    guarded([&] { backend().begin(); });
    open_ = true;
    // Also tells that the other end is still there: ODBC begins without asking it.
    if (dialect_ == Dialect::postgres)
        run(role == Role::reader ? "set transaction isolation level repeatable read, read only"
                                 : "set transaction isolation level read committed");
    else run(role == Role::reader ? "set transaction read only" : "select 1 from dual");
}

void OdbcConnection::commit() {
    checked([&] { backend().commit(); });
    open_ = false;
}

void OdbcConnection::rollback() {
    open_ = false;
    guarded([&] { backend().rollback(); });
}

void OdbcConnection::reset(soci::statement& statement) noexcept {
    auto* const handle =
        static_cast<soci::odbc_statement_backend&>(*statement.get_backend()).hstmt_;
    static_cast<void>(SQLFreeStmt(handle, SQL_CLOSE));
}

OdbcConnection::Many& OdbcConnection::many(BulkRows const& rows, std::size_t first,
                                           std::size_t count) {
    auto const width = rows.columns.size();
    std::string places;
    for (std::size_t i = 0; i < count * width; ++i)
        places += fmt::format("{}:p{}", i == 0 ? "(" : i % width == 0 ? "), (" : ", ", i);
    auto const sql = fmt::format("insert into {} ({}) values {})", rows.table,
                                 fmt::join(rows.columns, ", "), places);
    auto& found = statements_[sql];
    if (found) return *found;
    found = std::make_unique<Many>(soci());
    found->slots.resize(count * width);
    found->indicators.resize(count * width, soci::i_ok);
    found->statement.alloc();
    found->statement.prepare(sql);
    for (std::size_t i = 0; i < found->slots.size(); ++i) {
        // NULL or not, a column has one type: that of the first value seen in it.
        if (rows.slots[first * width + i].kind == Kind::integer)
            found->statement.exchange(soci::use(found->slots[i].integer, found->indicators[i]));
        else
            found->statement.exchange(soci::use(found->slots[i].text, found->indicators[i]));
    }
    found->statement.define_and_bind();
    return *found;
}

void OdbcConnection::insert_some(BulkRows const& rows, std::size_t first, std::size_t count) {
    auto& prepared = many(rows, first, count);
    auto const width = rows.columns.size();
    for (std::size_t i = 0; i < count * width; ++i) {
        auto const& slot = rows.slots[first * width + i];
        prepared.slots[i].integer = slot.integer;
        prepared.slots[i].text = slot.text;
        prepared.indicators[i] = slot.null ? soci::i_null : soci::i_ok;
    }
    prepared.statement.execute(true);
}

/// In powers of two, so that a handful of statements serves every number of rows.
void OdbcConnection::insert(BulkRows const& rows) {
    checked([&] {
        std::size_t first = 0;
        while (first < rows.count()) {
            std::size_t take = 1;
            while (take * 2 <= rows.count() - first &&
                   take * 2 * rows.columns.size() <= kPlacesMax)
                take *= 2;
            insert_some(rows, first, take);
            first += take;
        }
    });
}

}  // namespace

std::unique_ptr<Connection> connect_odbc(ConnectionOptions const& options) {
    return std::make_unique<OdbcConnection>(options);
}

}  // namespace jincai::storage

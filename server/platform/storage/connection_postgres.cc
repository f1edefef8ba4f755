#include <bit>

#include <fmt/format.h>
#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>

#include "platform/storage/connection_soci.h"

namespace jincai::storage {

namespace {

struct Cleared {
    void operator()(PGresult* result) const { PQclear(result); }
};
using Answer = std::unique_ptr<PGresult, Cleared>;

class PostgresConnection final : public SociConnection {
public:
    explicit PostgresConnection(ConnectionOptions const& options);

    [[nodiscard]] Dialect dialect() const override { return Dialect::postgres; }
    void run(std::string const& sql) override { expect(Answer{PQexec(handle(), sql.c_str())}); }
    void begin(Role role) override {
        run(role == Role::reader ? "begin isolation level repeatable read read only"
                                 : "begin isolation level read committed");
    }
    void commit() override;
    void rollback() override { run("rollback"); }
    [[nodiscard]] bool in_transaction() const override {
        auto const status = PQtransactionStatus(handle());
        return status == PQTRANS_INTRANS || status == PQTRANS_INERROR;
    }
    void check_settings() override { check_postgres_settings(*this, durable_); }
    void insert(BulkRows const& rows) override;

private:
    [[nodiscard]] std::optional<std::size_t> columns_of(soci::statement& statement) override;
    void reset(soci::statement&) noexcept override {}  // a result is fetched whole
    [[nodiscard]] bool is_dead() override { return PQstatus(handle()) == CONNECTION_BAD; }
    [[nodiscard]] PGconn* handle() const {
        auto& session = const_cast<PostgresConnection*>(this)->soci();
        return static_cast<soci::postgresql_session_backend*>(session.get_backend())->conn_;
    }
    void expect(Answer const& answer) const;
    [[noreturn]] void fail(PGresult const* result) const;

    bool durable_;
    std::string copied_;  ///< kept to spare an allocation per batch
};

/// The address as `key='value'` pairs: SOCI takes an address apart at its own `=`.
std::string pairs_of(std::string const& url) {
    char* message = nullptr;
    auto* const parts = PQconninfoParse(url.c_str(), &message);
    if (parts == nullptr) {
        std::string const why = message == nullptr ? "unknown" : message;
        PQfreemem(message);
        throw StorageError{Failure::other, "the database address cannot be read: " + why};
    }
    std::string text;
    for (auto const* part = parts; part->keyword != nullptr; ++part)
        if (part->val != nullptr) text += fmt::format("{}='{}' ", part->keyword, part->val);
    PQconninfoFree(parts);
    return text;
}

PostgresConnection::PostgresConnection(ConnectionOptions const& options)
    : durable_{options.durable} {
    guarded([&] { soci().open(soci::postgresql, pairs_of(options.url)); });
    PQsetNoticeProcessor(handle(), [](void*, char const*) {}, nullptr);
    run(fmt::format("set lock_timeout = {}",
                    std::chrono::milliseconds{options.busy_timeout}.count()));
    run("set timezone = 'UTC'");
    if (!durable_) run("set synchronous_commit = off");
}

std::optional<std::size_t> PostgresConnection::columns_of(soci::statement& statement) {
    auto const& name =
        static_cast<soci::postgresql_statement_backend&>(*statement.get_backend()).statementName_;
    Answer const described{PQdescribePrepared(handle(), name.c_str())};
    expect(described);
    return static_cast<std::size_t>(PQnfields(described.get()));
}

void PostgresConnection::fail(PGresult const* result) const {
    auto const* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    auto const* message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    throw StorageError{
        PQstatus(handle()) == CONNECTION_BAD ? Failure::lost
                                             : failure_of_sqlstate(state == nullptr ? "" : state),
        message == nullptr ? "the connection to the database server is lost" : message};
}

void PostgresConnection::expect(Answer const& answer) const {
    auto const status = PQresultStatus(answer.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_COPY_IN)
        fail(answer.get());
}

void PostgresConnection::commit() {
    Answer const answer{PQexec(handle(), "commit")};
    expect(answer);
    // The commit of a transaction that had failed is answered with a friendly ROLLBACK.
    if (std::string_view{PQcmdStatus(answer.get())} == "ROLLBACK")
        throw StorageError{Failure::constraint, "the transaction had failed before its commit"};
}

template <class Integer>
void put(std::string& out, Integer value) {
    for (int shift = static_cast<int>(sizeof value) * 8 - 8; shift >= 0; shift -= 8)
        out += static_cast<char>(static_cast<std::make_unsigned_t<Integer>>(value) >> shift);
}

void put_field(std::string& out, Slot const& slot) {
    if (slot.null) {
        put(out, std::int32_t{-1});
    } else if (slot.kind == Kind::integer) {
        put(out, std::int32_t{8});
        put(out, std::int64_t{slot.integer});
    } else {
        put(out, static_cast<std::int32_t>(slot.text.size()));
        out += slot.text;
    }
}

/// COPY in its binary form (PostgreSQL manual, COPY, binary format): every whole number is a
/// bigint, everything else a text.
void PostgresConnection::insert(BulkRows const& rows) {
    copied_.assign("PGCOPY\n\377\r\n\0", 11);
    put(copied_, std::int32_t{0});
    put(copied_, std::int32_t{0});
    auto const width = rows.columns.size();
    for (std::size_t i = 0; i < rows.slots.size(); ++i) {
        if (i % width == 0) put(copied_, static_cast<std::int16_t>(width));
        put_field(copied_, rows.slots[i]);
    }
    put(copied_, std::int16_t{-1});
    run(fmt::format("copy {} ({}) from stdin (format binary)", rows.table,
                    fmt::join(rows.columns, ", ")));
    bool const sent = PQputCopyData(handle(), copied_.data(), static_cast<int>(copied_.size())) ==
                          1 &&
                      PQputCopyEnd(handle(), nullptr) == 1;
    Answer const answer{PQgetResult(handle())};
    while (Answer{PQgetResult(handle())}) {
    }
    if (!sent) fail(answer.get());
    expect(answer);
}

}  // namespace

std::unique_ptr<Connection> connect_postgres(ConnectionOptions const& options) {
    return std::make_unique<PostgresConnection>(options);
}

}  // namespace jincai::storage

#include "platform/storage/connection.h"

#include <fmt/format.h>

namespace jincai::storage {

std::unique_ptr<Connection> connect(ConnectionOptions const& options) {
    switch (backend_of(options.url)) {
        case Backend::sqlite:
            return connect_sqlite(options);
        case Backend::postgres:
            return connect_postgres(options);
        case Backend::odbc:
            return connect_odbc(options);
    }
    return nullptr;
}

Failure failure_of_sqlstate(std::string_view state) {
    if (state == "23505") return Failure::unique;
    if (state == "55P03" || state == "57014" || state == "40001" || state == "40P01" ||
        state == "HYT00")
        return Failure::busy;
    if (state == "53100") return Failure::full;
    if (state == "58030") return Failure::io;
    if (state == "57P01" || state == "57P02" || state == "57P03" || state.starts_with("08") ||
        state.find_first_not_of(" 0") == std::string_view::npos)
        return Failure::lost;
    if (state.starts_with("XX00")) return Failure::corrupt;
    if (state.starts_with("23")) return Failure::constraint;
    return Failure::other;
}

std::optional<Slot> Connection::first(std::string const& sql, Kind kind) {
    auto const statement = prepare(sql);
    Slot slot{.kind = kind};
    bool const got = statement->execute({}, {&slot, 1});
    statement->reset();
    if (!got || slot.null) return std::nullopt;
    return slot;
}

std::optional<long long> Connection::number(std::string const& sql) {
    auto const slot = first(sql, Kind::integer);
    return slot ? std::optional{slot->integer} : std::nullopt;
}

std::optional<std::string> Connection::text(std::string const& sql) {
    auto slot = first(sql, Kind::text);
    return slot ? std::optional{std::move(slot->text)} : std::nullopt;
}

namespace {

void expect_setting(Connection& connection, std::string const& name, std::string_view wanted,
                    std::string_view remedy) {
    auto const found = connection.text(fmt::format("select current_setting('{}')", name)).value_or("");
    if (found == wanted) return;
    throw StorageError{Failure::other, fmt::format("the database server runs with {} = {}: {}",
                                                   name, found, remedy)};
}

}  // namespace

void check_postgres_settings(Connection& connection, bool durable) {
    expect_setting(connection, "server_encoding", "UTF8",
                   "create the database with encoding UTF8");
    auto const order =
        connection.text("select datcollate from pg_database where datname = current_database()")
            .value_or("");
    if (order != "C" && order != "POSIX")
        throw StorageError{Failure::other,
                           fmt::format("the database sorts by {}: create it with template template0 "
                                       "and lc_collate 'C', codes are compared byte by byte",
                                       order)};
    if (!durable) return;
    for (auto const* name : {"fsync", "full_page_writes", "synchronous_commit"})
        expect_setting(connection, name, "on", "a commit would not survive a power cut; set it on");
    expect_setting(connection, "data_checksums", "on",
                   "damage would go unseen; enable with pg_checksums --enable on a stopped server");
}

}  // namespace jincai::storage

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <boost/describe.hpp>

namespace jincai::storage {

/// How a database is reached.
enum class Backend : std::uint8_t {
    sqlite,    ///< the embedded one: files of the data directory
    postgres,  ///< PostgreSQL and its family by libpq: `postgresql://...`
    odbc,      ///< any server with an ODBC driver, Dameng first: `odbc:DSN` or `odbc:key=value;...`
};

BOOST_DESCRIBE_ENUM(Backend, sqlite, postgres, odbc)

/// What SQL the other end speaks. Behind ODBC it is asked for when the connection is made.
enum class Dialect : std::uint8_t { sqlite, postgres, dameng };

/// Empty means the embedded database. Throws `StorageError` for a scheme nobody knows.
[[nodiscard]] Backend backend_of(std::string_view url);

/// The address without its password: for logs and messages.
[[nodiscard]] std::string without_password(std::string_view url);

/// A migration, written in standard SQL with the few marks of this room's README, as the dialect
/// says it.
[[nodiscard]] std::string schema_in(Dialect dialect, std::string_view sql);

/// A statement of a store, written for SQLite and PostgreSQL alike, as the dialect says it.
[[nodiscard]] std::string statement_in(Dialect dialect, std::string_view sql);

/// How many values a statement takes: its `:name` places outside quotes.
[[nodiscard]] std::size_t count_places(std::string_view sql);

}  // namespace jincai::storage

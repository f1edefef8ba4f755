#include "platform/storage/migration.h"

#include <cstdint>
#include <regex>
#include <string>

#include <fmt/format.h>
#include <boost/describe.hpp>

#include "platform/storage/database.h"
#include "platform/storage/refusals.h"

namespace jincai::storage {

namespace {

constexpr std::string_view kTable =
    "create table if not exists schema_migration ("
    " module text not null,"
    " number bigint not null,"
    " name text not null,"
    " checksum text not null,"
    " primary key (module, number))";

struct Applied {
    std::string module;
    std::int64_t number;
    std::string name;
    std::string checksum;
};
BOOST_DESCRIBE_STRUCT(Applied, (), (module, number, name, checksum))

/// FNV-1a: notices a text that was edited by mistake, which is all it is for.
std::string checksum_of(std::string_view text) {
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (char const c : text) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 0x100000001b3ULL;
    }
    return fmt::format("{:016x}", hash);
}

/// Migrations are written in standard SQL; this is where it becomes SQLite's. Only a column of
/// type INTEGER can be the row number itself, any other key costs a second tree - unless the table
/// of narrow rows is marked `/* clustered */`: then its rows lie in the tree of the key.
std::string in_dialect(std::string_view sql) {
    static std::regex const kKey{"\\bbigint primary key\\b", std::regex::icase};
    static std::regex const kClustered{R"(\)\s*/\* clustered \*/\s*;)"};
    auto const text = std::regex_replace(std::string{sql}, kKey, "integer primary key");
    return std::regex_replace(text, kClustered, ") without rowid;");
}

Result<void> check_numbers(std::span<Migration const> module) {
    int expected = 1;
    for (Migration const& migration : module) {
        if (migration.number != expected) {
            return refuse(refusals::migration_gap, {{"module", std::string{migration.module}},
                                                    {"expected", std::int64_t{expected}},
                                                    {"number", std::int64_t{migration.number}}});
        }
        ++expected;
    }
    return {};
}

Result<void> check_newer(Session& session, std::span<Migration const> module) {
    auto const name = std::string{module.front().module};
    auto const stored = session.value<std::int64_t>(
        "select max(number) from schema_migration where module = :module", name);
    auto const known = static_cast<std::int64_t>(module.size());
    if (stored.value_or(0) <= known) return {};
    return refuse(refusals::schema_newer,
                  {{"module", name}, {"number", *stored}, {"known", known}});
}

/// True when the step is applied already, with the same text.
Result<bool> is_applied(Session& session, Migration const& migration) {
    auto const stored = session.value<std::string>(
        "select checksum from schema_migration where module = :module and number = :number",
        migration.module, migration.number);
    if (!stored) return false;
    if (*stored != checksum_of(migration.sql)) {
        return refuse(refusals::migration_changed, {{"module", std::string{migration.module}},
                                                    {"number", std::int64_t{migration.number}}});
    }
    return true;
}

Result<void> apply(Session& session, Migration const& migration) {
    if (JC_TRY(is_applied(session, migration))) return {};
    session.script(in_dialect(migration.sql));
    session.insert("schema_migration",
                   Applied{std::string{migration.module}, migration.number,
                           std::string{migration.name}, checksum_of(migration.sql)});
    return {};
}

}  // namespace

Result<void> migrate(Database& database, std::vector<std::span<Migration const>> const& modules) {
    auto created = database.write([](Session& session) -> Result<void> {
        session.script(kTable);
        return {};
    });
    JC_CHECK(std::move(created));
    for (auto const module : modules) {
        if (module.empty()) continue;
        JC_CHECK(check_numbers(module));
        JC_CHECK(database.read([&](Session& session) { return check_newer(session, module); }));
        for (Migration const& migration : module) {
            JC_CHECK(database.write(
                [&](Session& session) -> Result<void> { return apply(session, migration); }));
        }
    }
    return {};
}

}  // namespace jincai::storage

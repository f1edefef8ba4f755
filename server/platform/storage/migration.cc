#include "platform/storage/migration.h"

#include <cstdint>
#include <string>

#include <fmt/format.h>
#include <boost/describe.hpp>

#include "platform/storage/checksum.h"
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

std::string checksum_of(std::string_view text) { return fmt::format("{:016x}", checksum(text)); }

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
    session.change_schema(migration.sql);
    session.insert("schema_migration",
                   Applied{std::string{migration.module}, migration.number,
                           std::string{migration.name}, checksum_of(migration.sql)});
    return {};
}

}  // namespace

namespace {

/// One transaction of the role that the module's tables belong to.
template <class Fn>
Result<void> in_role(Database& database, Role role, Fn fn) {
    return role == Role::read_models ? database.write_models(fn) : database.write(fn);
}

Result<void> migrate(Database& database, std::span<Migration const> module) {
    auto const role = module.front().role;
    JC_CHECK(check_numbers(module));
    JC_CHECK(in_role(database, role, [&](Session& session) -> Result<void> {
        session.change_schema(kTable);
        return check_newer(session, module);
    }));
    for (Migration const& migration : module) {
        JC_CHECK(in_role(database, role, [&](Session& session) -> Result<void> {
            return apply(session, migration);
        }));
    }
    return {};
}

}  // namespace

Result<void> migrate(Database& database, std::vector<std::span<Migration const>> const& modules) {
    for (auto const module : modules)
        if (!module.empty()) JC_CHECK(migrate(database, module));
    return {};
}

}  // namespace jincai::storage

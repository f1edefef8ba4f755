#pragma once

// What the tests of this module, and of those above it, share.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "modules/basics/module.h"
#include "modules/basics/service.h"
#include "platform/audit/audit.h"
#include "platform/storage/scratch.h"

namespace jincai::basics {

inline audit::Actor actor(std::int64_t id, std::string name = "wang") {
    return {.user_id = UserId{id}, .user_name = std::move(name), .role = "budget_division"};
}

inline DataScope scope_of(std::string prefix, std::vector<std::string> units = {}) {
    DataScope scope;
    scope.region_prefix = std::move(prefix);
    scope.unit_prefixes = std::move(units);
    return scope;
}

template <class T>
std::string code_of(Result<T> const& result) {
    return result ? "ok" : std::string{result.error().code()};
}

/// "<path> <code>" of every finding.
template <class T>
std::vector<std::string> findings(Result<T> const& result) {
    std::vector<std::string> list;
    if (result) return list;
    for (Error const& error : result.error().more) {
        list.push_back(error.path + " " + std::string{error.code()});
    }
    return list;
}

inline Region a_region(std::string code, std::string name, RegionLevel level, std::string parent) {
    return {.code = RegionCode{code},
            .name = std::move(name),
            .level = level,
            .parent_code = RegionCode{parent}};
}

inline Unit a_unit(std::string region, std::string code, std::string name,
                   UnitType type = UnitType::institution_one) {
    return {.region_code = RegionCode{region},
            .code = UnitCode{code},
            .name = std::move(name),
            .type = type,
            .valid_from = make_date(2020, 1, 1)};
}

/// A province with two cities and a county each, a school in the first county, seeded parameters.
class BasicsTest : public testing::Test {
protected:
    BasicsTest() {
        EXPECT_TRUE(service.load());
        EXPECT_EQ(code_of(service.seed(audit::system_actor(), WithDivisions::no)), "ok");
        EXPECT_EQ(code_of(service.put_regions(
                      audit::system_actor(),
                      {a_region("990000", "云岭省", RegionLevel::province, ""),
                       a_region("990100", "青川市", RegionLevel::prefecture, "990000"),
                       a_region("990101", "汉阳县", RegionLevel::county, "990100"),
                       a_region("990200", "白水市", RegionLevel::prefecture, "990000"),
                       a_region("990201", "红桥县", RegionLevel::county, "990200")})),
                  "ok");
        EXPECT_EQ(code_of(service.put_units(
                      audit::system_actor(),
                      {a_unit("990101", "205", "教育局", UnitType::administrative),
                       a_unit("990101", "205001", "教育局本级", UnitType::administrative),
                       a_unit("990101", "205017", "第一中学")})),
                  "ok");
    }

    [[nodiscard]] std::int64_t audited(std::string_view action) {
        return database->read([&](storage::Session& session) {
            return audit::find(session, DataScope::everything(), {.action = std::string{action}},
                               {})
                .total;
        });
    }

    storage::ScratchDatabase database{{audit::migrations(), migrations()}};
    storage::ScratchFolder folder;
    ManualClock clock{start_of(make_date(2026, 7, 10))};
    Service service{database.get(), clock,
                    Paths{.parameters = JINCAI_ROOT "/parameters",
                          .attachments = folder.path() / "attachments"}};
};

}  // namespace jincai::basics

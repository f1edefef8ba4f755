#include "demo/province.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <string>

#include "base/text.h"
#include "demo/catalog.h"
#include "demo/digest.h"
#include "demo/payees.h"

namespace jincai::demo {
namespace {

using basics::RegionLevel;

Province const& province() {
    static Province const made = make_province(20260301, make_date(2026, 11, 24));
    return made;
}

std::size_t regions_of(RegionLevel level) {
    return static_cast<std::size_t>(
        std::ranges::count(province().regions, level, &basics::Region::level));
}

TEST(Province, has_one_province_14_cities_120_counties_and_townships) {
    EXPECT_EQ(regions_of(RegionLevel::province), 1u);
    EXPECT_EQ(regions_of(RegionLevel::prefecture), 14u);
    EXPECT_EQ(regions_of(RegionLevel::county), 120u);
    EXPECT_GE(regions_of(RegionLevel::township), 50u);
    EXPECT_NEAR(static_cast<double>(province().units.size()), 3'000.0, 150.0);
}

TEST(Province, codes_are_unique_and_parents_come_first) {
    std::set<std::string> regions;
    for (auto const& region : province().regions) {
        EXPECT_TRUE(region.parent_code.empty() || regions.contains(region.parent_code.value()))
            << region.code.value();
        EXPECT_TRUE(regions.insert(region.code.value()).second) << region.code.value();
        EXPECT_EQ(region.code.value().size(), region.level == RegionLevel::township ? 9u : 6u);
        EXPECT_TRUE(region.code.starts_with("99"));
    }
    std::set<std::string> units;
    for (auto const& department : province().departments) {
        EXPECT_TRUE(units.insert(department.region_code.value() + department.code.value()).second);
    }
    for (auto const& [unit, region, house, heads, function] : province().units) {
        EXPECT_TRUE(units.insert(unit.region_code.value() + unit.code.value()).second) << unit.name;
        EXPECT_TRUE(units.contains(unit.region_code.value() + unit.parent_code.value()))
            << unit.name;
        EXPECT_EQ(unit.code.value().size(), 6u);
        EXPECT_GT(heads, 0) << unit.name;
    }
}

TEST(Province, names_are_unique_and_belong_to_no_real_division) {
    std::set<std::string> real;
    std::ifstream file{JINCAI_ROOT "/parameters/divisions/divisions.csv"};
    for (std::string line; std::getline(file, line);) {
        auto const fields = split(line, ',');
        if (fields.size() > 1) real.emplace(fields[1]);
    }
    ASSERT_GT(real.size(), 2'000u);
    std::set<std::string> names;
    for (auto const& region : province().regions) {
        EXPECT_FALSE(real.contains(region.name)) << region.name;
        EXPECT_TRUE(names.insert(region.name).second) << region.name;
    }
    for (auto const& unit : province().units) {
        EXPECT_TRUE(names.insert(unit.record.name).second) << unit.record.name;
    }
}

TEST(Province, types_fit_what_units_are) {
    for (auto const& unit : province().units) {
        auto const& name = unit.record.name;
        bool const office = name.ends_with("本级") || name.ends_with("人民政府");
        EXPECT_EQ(office, unit.record.type == basics::UnitType::administrative) << name;
        if (name.ends_with("医院") || name.ends_with("大学")) {
            EXPECT_EQ(unit.record.type, basics::UnitType::institution_two) << name;
        }
        if (name.ends_with("中学") || name.ends_with("小学")) {
            EXPECT_EQ(unit.record.type, basics::UnitType::institution_one) << name;
            EXPECT_EQ(unit.house, House::school) << name;
        }
    }
}

TEST(Province, has_the_units_and_roles_of_the_story) {
    for (auto const code : {kStorySchool, kFrozenSchool, kRequestingSchool}) {
        auto const index = find_unit(province(), kStoryRegion, code);
        EXPECT_TRUE(province().units[index].record.name.starts_with("云浦县"));
    }
    std::set<std::string> roles;
    std::set<std::string> names;
    for (auto const& account : province().accounts) {
        roles.insert(account.role);
        EXPECT_TRUE(names.insert(account.user_name).second) << account.user_name;
        if (!account.unit) continue;
        auto const at = find_unit(province(), account.region.value(), account.unit->value());
        EXPECT_LT(at, province().units.size());
    }
    EXPECT_EQ(roles.size(), 13u);
}

TEST(Province, payees_have_accounts_of_their_own) {
    std::set<std::string> accounts;
    std::set<std::string> names;
    for (auto const& payee : province().payees) {
        EXPECT_EQ(payee.account.size(), 19u);
        EXPECT_TRUE(is_digits(payee.account));
        EXPECT_TRUE(accounts.insert(payee.account).second) << payee.name;
        EXPECT_TRUE(names.insert(payee.name).second) << payee.name;
    }
    Random random{3};
    auto const school = find_unit(province(), kStoryRegion, kStorySchool);
    auto const payroll = pick_payee(province(), school, Trade::payroll, random);
    EXPECT_EQ(province().payees[payroll].name, "云浦县第一中学工资代发专户");
    auto const power = pick_payee(province(), school, Trade::power, random);
    EXPECT_EQ(province().payees[power].name, "岚川云麓供电公司");
}

TEST(Province, is_the_same_for_the_same_seed_and_another_for_another) {
    auto const today = make_date(2026, 11, 24);
    EXPECT_EQ(digest(make_province(20260301, today)), digest(province()));
    EXPECT_NE(digest(make_province(20260302, today)), digest(province()));
}

TEST(Catalog, shares_of_running_costs_add_up) {
    for (auto const house : {House::office, House::school, House::college, House::hospital,
                             House::station, House::town}) {
        for (std::int64_t const heads : {10, 30, 100}) {
            int sum = 0;
            for (auto const& kind : operating_kinds(house, heads)) sum += kind.share;
            EXPECT_EQ(sum, 1000);
        }
    }
}

}  // namespace
}  // namespace jincai::demo

#include "modules/cockpit/cockpit_fixture.h"

/// A canary: whatever happens outside the caller's scope, not one byte of his answer changes.
namespace jincai::cockpit {
namespace {

using ledger::Light;

class ScopeTest : public CockpitTest {
protected:
    /// One of everything that a cockpit counts.
    void busy(char const* region, char const* unit) {
        quota({.region = region, .unit = unit, .issued = 1'000, .in_flight = 5,
               .paid = {{1, 100}, {6, 50}}});
        quota({.region = region, .unit = unit, .issued = 800, .paid = {{3, 70}}, .year = 2025});
        lamp({.region = region, .unit = unit, .light = Light::red});
        freeze({.region = region, .unit = unit});
        freeze({.region = region, .unit = unit, .status = "requested"});
        payment({.region = region, .unit = unit});
    }
    std::string leader_answer(api::Caller const& caller) {
        return json::encode(service.leader(caller, {}).value());
    }
    std::string county_answer(api::Caller const& caller) {
        return json::encode(service.county(caller, {}).value());
    }
};

TEST_F(ScopeTest, a_county_never_sees_another_county) {
    busy(kCounty, "205017");
    auto const mine = caller(kCounty);
    auto const leader_before = leader_answer(mine);
    auto const county_before = county_answer(mine);
    busy(kOtherCounty, "205017");
    busy(kOtherCounty, "210001");
    busy(kCity, "205001");
    busy(kProvince, "205001");
    EXPECT_EQ(leader_answer(mine), leader_before);
    EXPECT_EQ(county_answer(mine), county_before);
    // The same rows are there for who may see them.
    EXPECT_NE(leader_answer(caller(kCity)), leader_before);
    EXPECT_EQ(leader(kCity).budget_fen, yuan(4'000));
}

TEST_F(ScopeTest, sums_kept_for_others_are_not_shown_to_who_sees_one_unit) {
    busy(kCounty, "205017");
    auto const one_unit = caller(kCounty, {"205017"});
    auto const leader_before = leader_answer(one_unit);
    auto const county_before = county_answer(one_unit);
    busy(kCounty, "210001");
    EXPECT_EQ(leader(kCounty).budget_fen, yuan(2'000));  // this one is kept in memory
    EXPECT_EQ(leader_answer(one_unit), leader_before);
    EXPECT_EQ(county_answer(one_unit), county_before);
}

TEST_F(ScopeTest, own_region_only_is_not_widened_by_asking_for_the_whole) {
    busy(kCity, "205001");
    busy(kCounty, "205017");
    auto narrow = caller(kCity);
    narrow.scope.own_region_only = true;
    auto const view = service.leader(narrow, {.coverage = Coverage::whole});
    ASSERT_TRUE(view.has_value());
    EXPECT_EQ(view->budget_fen, yuan(1'000));
    EXPECT_EQ(view->light_count, 1);
}

}  // namespace
}  // namespace jincai::cockpit

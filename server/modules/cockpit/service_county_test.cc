#include "modules/cockpit/cockpit_fixture.h"

namespace jincai::cockpit {
namespace {

class CountyTest : public CockpitTest {
protected:
    static PlaceRow const& place(CountyCockpit const& view, std::string_view code) {
        auto const found = std::ranges::find(view.places, code, &PlaceRow::code);
        EXPECT_NE(found, view.places.end()) << code;
        return *found;
    }
};

TEST_F(CountyTest, money_stands_with_townships_units_or_nobody) {
    quota({.unit = "", .issued = 1'000, .pending = 300, .passed_down = 700});
    quota({.unit = "205017", .issued = 500, .in_flight = 40, .paid = {{6, 160}}});
    quota({.region = kTownship, .unit = "", .issued = 200, .pending = 50, .passed_down = 150});
    quota({.region = kTownship, .unit = "205001", .issued = 150, .paid = {{6, 15}}});
    auto const view = county(kCounty);
    ASSERT_EQ(view.places.size(), 3U);

    auto const& township = place(view, kTownship);
    EXPECT_EQ(township.kind, PlaceKind::township);
    EXPECT_EQ(township.name, "云涧镇");
    EXPECT_EQ(township.issued_fen, yuan(200));
    EXPECT_EQ(township.allocated_fen, yuan(150));
    EXPECT_EQ(township.paid_fen, yuan(15));
    EXPECT_EQ(township.unpaid_bp, 9'000);

    auto const& unit = place(view, "205017");
    EXPECT_EQ(unit.kind, PlaceKind::unit);
    EXPECT_EQ(unit.unpaid_fen, yuan(300));
    EXPECT_EQ(unit.unpaid_bp, 6'000);
    EXPECT_EQ(unit.link.query.at("unit_code"), "205017");

    auto const& nobody = place(view, "");
    EXPECT_EQ(nobody.kind, PlaceKind::undistributed);
    EXPECT_EQ(nobody.issued_fen, yuan(300));
    EXPECT_EQ(nobody.allocated_fen, Money{});

    EXPECT_EQ(tile(view.tiles, "issued").value, yuan(1'000).fen());
    EXPECT_EQ(tile(view.tiles, "to_townships").value, yuan(150).fen());
    EXPECT_EQ(tile(view.tiles, "paid").value, yuan(175).fen());
    EXPECT_EQ(tile(view.tiles, "to_do").value, 3);
}

TEST_F(CountyTest, the_largest_unpaid_share_comes_first) {
    quota({.unit = "205017", .issued = 100, .paid = {{6, 90}}});
    quota({.unit = "210001", .issued = 100, .paid = {{6, 10}}});
    EXPECT_EQ(county(kCounty).places[0].code, "210001");
}

TEST_F(CountyTest, idle_money_is_what_was_not_used_for_so_many_days) {
    // Today is 30 June: the end of May is 30 days ago, that of April 61, that of March 91.
    quota({.unit = "205001", .issued = 100, .paid = {{5, 40}}});
    quota({.unit = "205002", .issued = 100, .paid = {{1, 20}, {4, 20}}});
    quota({.unit = "205003", .issued = 100, .paid = {{3, 40}}});
    auto const view = county(kCounty);
    EXPECT_EQ(place(view, "205001").idle_30_fen, Money{});
    EXPECT_EQ(place(view, "205002").idle_30_fen, yuan(60));
    EXPECT_EQ(place(view, "205002").idle_60_fen, yuan(60));
    EXPECT_EQ(place(view, "205002").idle_90_fen, Money{});
    EXPECT_EQ(place(view, "205003").idle_90_fen, yuan(60));
    EXPECT_EQ(tile(view.tiles, "idle").value, yuan(120).fen());
}

TEST_F(CountyTest, money_that_was_never_used_is_idle_since_it_was_given) {
    quota({.unit = "205001", .issued = 100, .opened = make_date(2026, 5, 30)});
    quota({.unit = "205002", .issued = 100, .opened = make_date(2026, 5, 31)});
    auto const view = county(kCounty);
    EXPECT_EQ(place(view, "205001").idle_30_fen, yuan(100));
    EXPECT_EQ(place(view, "205002").idle_30_fen, Money{});
}

TEST_F(CountyTest, fund_narrows_every_figure) {
    quota({.issued = 100, .fund = "11"});
    quota({.issued = 900, .fund = "12"});
    EXPECT_EQ(tile(county(kCounty, {.fund_code = FundCode{"11"}}).tiles, "issued").value,
              yuan(100).fen());
}

TEST_F(CountyTest, a_region_outside_the_scope_is_not_there) {
    auto const view =
        service.county(caller(kCounty), {.region_code = RegionCode{kOtherCounty}});
    ASSERT_FALSE(view.has_value());
    EXPECT_EQ(view.error().code(), "cockpit_region_unknown");
}

}  // namespace
}  // namespace jincai::cockpit

#include "modules/cockpit/cockpit_fixture.h"

namespace jincai::cockpit {
namespace {

using ledger::Light;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class LeaderTest : public CockpitTest {};

TEST_F(LeaderTest, rate_is_paid_over_what_units_may_spend) {
    quota({.issued = 1'000, .paid = {{1, 200}, {3, 100}}});
    auto const view = leader(kCounty);
    EXPECT_EQ(view.budget_fen, yuan(1'000));
    EXPECT_EQ(view.paid_fen, yuan(300));
    auto const& rate = tile(view.tiles, "execution_rate");
    EXPECT_EQ(rate.value, 3'000);
    EXPECT_EQ(rate.amounts.at("budget_fen"), yuan(1'000));
    EXPECT_EQ(rate.link.route, "/exec/indicators");
    EXPECT_EQ(rate.link.query.at("fiscal_year"), "2026");
}

TEST_F(LeaderTest, money_passed_down_is_counted_once_where_it_is_spent) {
    // 1,000 arrive at the province: 600 go to the county, 300 wait, 100 are with a unit.
    quota({.region = kProvince, .unit = "", .issued = 1'000, .pending = 300, .passed_down = 700});
    quota({.region = kProvince, .unit = "205001", .issued = 100, .paid = {{2, 50}}});
    quota({.region = kCounty, .unit = "", .issued = 600, .passed_down = 600});
    quota({.region = kCounty, .unit = "205017", .issued = 600, .pending = 20, .paid = {{2, 60}}});
    auto const view = leader(kProvince);
    EXPECT_EQ(view.budget_fen, yuan(100 + 580));
    EXPECT_EQ(view.paid_fen, yuan(110));
}

TEST_F(LeaderTest, own_coverage_leaves_lower_regions_out) {
    quota({.region = kCity, .issued = 100, .paid = {{1, 10}}});
    quota({.region = kCounty, .issued = 900, .paid = {{1, 90}}});
    EXPECT_EQ(leader(kCity, {.coverage = Coverage::own}).budget_fen, yuan(100));
    EXPECT_EQ(leader(kCity, {.coverage = Coverage::whole}).budget_fen, yuan(1'000));
    EXPECT_EQ(leader(kCity).coverage, Coverage::whole);
}

TEST_F(LeaderTest, gap_compares_with_the_days_that_have_passed) {
    quota({.issued = 10'000, .paid = {{1, 4'958}}});
    auto view = leader(kCounty);
    EXPECT_EQ(view.elapsed_bp, 4'959);  // 181 of 365 days
    EXPECT_EQ(tile(view.tiles, "pace_gap").value, -1);
    quota({.issued = 10'000, .paid = {{1, 4'962}}});
    EXPECT_EQ(tile(leader(kCounty).tiles, "pace_gap").value, 1);
}

TEST_F(LeaderTest, a_past_month_counts_to_its_end) {
    quota({.issued = 1'000, .paid = {{2, 100}, {3, 200}, {4, 400}}});
    auto const view = leader(kCounty, {.month = FiscalMonth{3}});
    EXPECT_EQ(view.paid_fen, yuan(300));
    EXPECT_EQ(view.day, make_date(2026, 3, 31));
    EXPECT_EQ(view.elapsed_bp, elapsed_bp(make_date(2026, 3, 31)));
}

TEST_F(LeaderTest, refuses_what_has_not_begun) {
    auto const ahead = service.leader(caller(kCounty), {.month = FiscalMonth{7}});
    ASSERT_FALSE(ahead.has_value());
    EXPECT_EQ(ahead.error().code(), "cockpit_month_ahead");
    EXPECT_EQ(ahead.error().path, "/month");
    EXPECT_FALSE(service.leader(caller(kCounty), {.fiscal_year = FiscalYear{2027}}).has_value());
    EXPECT_TRUE(service
                    .leader(caller(kCounty),
                            {.fiscal_year = FiscalYear{2025}, .month = FiscalMonth{12}})
                    .has_value());
}

TEST_F(LeaderTest, a_region_outside_the_scope_is_not_there) {
    for (auto const* region : {kOtherCounty, kCity, "888888"}) {
        auto const view =
            service.leader(caller(kCounty), {.region_code = RegionCode{region}});
        ASSERT_FALSE(view.has_value()) << region;
        EXPECT_EQ(view.error().code(), "cockpit_region_unknown");
        EXPECT_EQ(view.error().spec->kind, RefusalKind::not_found);
    }
    EXPECT_TRUE(service.leader(caller(kCity), {.region_code = RegionCode{kCounty}}).has_value());
}

TEST_F(LeaderTest, fund_narrows_budget_paid_and_lights) {
    quota({.issued = 100, .paid = {{1, 10}}, .fund = "11"});
    quota({.issued = 900, .paid = {{1, 90}}, .fund = "12"});
    lamp({.light = Light::red, .fund = "11"});
    auto const view = leader(kCounty, {.fund_code = FundCode{"12"}});
    EXPECT_EQ(view.budget_fen, yuan(900));
    EXPECT_EQ(view.paid_fen, yuan(90));
    EXPECT_THAT(view.lights, IsEmpty());
    EXPECT_EQ(tile(view.tiles, "execution_rate").link.query.at("fund_code"), "12");
}

TEST_F(LeaderTest, key_share_is_the_key_functions_part_of_what_was_paid) {
    quota({.issued = 1'000, .paid = {{1, 300}}, .function = "2050204"});
    quota({.issued = 1'000, .paid = {{1, 100}}, .function = "2010301"});
    auto const view = leader(kCounty);
    EXPECT_EQ(tile(view.tiles, "key_share").value, 7'500);
    ASSERT_THAT(view.key_spending, SizeIs(2));
    EXPECT_EQ(view.key_spending[0].code, "205");  // the key ones first
    EXPECT_TRUE(view.key_spending[0].is_key);
    EXPECT_EQ(view.key_spending[0].name, "教育支出");
    EXPECT_EQ(view.key_spending[0].budget_bp, 5'000);
    EXPECT_EQ(view.key_spending[0].actual_bp, 7'500);
    EXPECT_EQ(view.key_spending[0].link.query.at("function_code"), "205");
    EXPECT_FALSE(view.key_spending[1].is_key);
}

TEST_F(LeaderTest, a_region_names_its_own_key_functions) {
    parameters.push_back({.name = "cockpit.key_functions", .kind = basics::ParameterKind::list});
    values.push_back({.name = "cockpit.key_functions",
                      .effective_from = make_date(2026, 1, 1),
                      .value = "201, 204"});
    add_directory();
    quota({.issued = 1'000, .paid = {{1, 300}}, .function = "2050204"});
    quota({.issued = 1'000, .paid = {{1, 100}}, .function = "2010301"});
    EXPECT_EQ(tile(leader(kCounty).tiles, "key_share").value, 2'500);
}

TEST_F(LeaderTest, pace_shows_this_year_so_far_and_all_of_last_year) {
    quota({.issued = 1'200, .paid = {{1, 100}, {6, 200}}});
    quota({.issued = 1'000, .paid = {{1, 10}, {12, 490}}, .year = 2025});
    auto const pace = leader(kCounty).pace;
    ASSERT_THAT(pace, SizeIs(12));
    EXPECT_EQ(pace[0].paid_fen, yuan(100));
    EXPECT_EQ(pace[4].paid_fen, yuan(100));
    EXPECT_EQ(pace[5].paid_fen, yuan(300));
    EXPECT_EQ(pace[5].actual_bp, 2'500);
    EXPECT_EQ(pace[6].paid_fen, std::nullopt);
    EXPECT_EQ(pace[11].elapsed_bp, 10'000);
    EXPECT_EQ(pace[11].pace_fen, yuan(1'200));
    EXPECT_EQ(pace[0].last_year_fen, yuan(10));
    EXPECT_EQ(pace[11].last_year_fen, yuan(500));
    EXPECT_EQ(pace[11].last_year_bp, 5'000);
}

TEST_F(LeaderTest, without_last_year_its_line_is_absent) {
    quota({.issued = 1'200, .paid = {{1, 100}}});
    EXPECT_EQ(leader(kCounty).pace[0].last_year_fen, std::nullopt);
}

TEST_F(LeaderTest, departments_of_two_levels_are_two_and_sorted_by_gap) {
    quota({.region = kCounty, .unit = "205017", .issued = 1'000, .paid = {{1, 900}}});
    quota({.region = kCounty, .unit = "210001", .issued = 1'000, .paid = {{1, 100}}});
    quota({.region = kOtherCounty, .unit = "210001", .issued = 1'000, .paid = {{1, 200}}});
    quota({.region = kCity, .unit = "205001", .issued = 1'000, .paid = {{1, 50}}});
    auto const view = leader(kCity);
    EXPECT_EQ(view.department_count, 3);
    ASSERT_THAT(view.behind, SizeIs(2));
    EXPECT_EQ(view.behind[0].level, basics::RegionLevel::prefecture);
    EXPECT_EQ(view.behind[0].rate_bp, 500);
    EXPECT_EQ(view.behind[0].gap_bp, 500 - 4'959);
    EXPECT_EQ(view.behind[1].code, "210");
    EXPECT_EQ(view.behind[1].rate_bp, 1'500);
    EXPECT_EQ(view.behind[1].regions, 2);
    EXPECT_EQ(view.behind[1].name, "210");  // the short name: several regions have it
    ASSERT_THAT(view.ahead, SizeIs(1));
    EXPECT_EQ(view.ahead[0].name, "990101-205");
    EXPECT_EQ(view.ahead[0].link.query.at("unit_code"), "205");
    EXPECT_EQ(view.ahead[0].link.query.at("region_code"), kCounty);
}

TEST_F(LeaderTest, red_counts_lamps_and_freezes_once_each) {
    lamp({.unit = "205017", .light = Light::red});
    freeze({.unit = "205017"});
    freeze({.unit = "210001"});  // nothing moved this month: no lamp
    lamp({.unit = "205018"});
    lamp({.unit = "205019", .light = Light::green});
    auto const view = leader(kCounty);
    auto const& red = tile(view.tiles, "red_lights");
    EXPECT_EQ(red.value, 2);
    EXPECT_EQ(red.counts.at("frozen"), 2);
    EXPECT_EQ(red.counts.at("yellow"), 1);
    EXPECT_EQ(view.light_count, 3);
    ASSERT_THAT(view.lights, SizeIs(3));
    EXPECT_TRUE(view.lights[0].frozen);
    EXPECT_TRUE(view.lights[1].frozen);
    EXPECT_EQ(view.lights[2].unit_code, UnitCode{"205018"});
}

TEST_F(LeaderTest, a_lifted_freeze_counts_only_in_the_months_before) {
    freeze({.frozen = make_date(2026, 4, 10), .lifted = make_date(2026, 6, 1), .status = "lifted"});
    EXPECT_EQ(tile(leader(kCounty).tiles, "red_lights").value, 0);
    auto const red = [&](int month) {
        return tile(leader(kCounty, {.month = FiscalMonth{month}}).tiles, "red_lights").value;
    };
    EXPECT_EQ(red(3), 0);
    EXPECT_EQ(red(4), 1);
    EXPECT_EQ(red(5), 1);
}

TEST_F(LeaderTest, lights_say_what_was_measured) {
    lamp({.light = Light::green, .plan = 100, .spend = 50, .month = 5});
    lamp({.plan = 200, .spend = 181, .month = 6});
    auto const view = leader(kCounty);
    ASSERT_THAT(view.lights, SizeIs(1));
    auto const& row = view.lights[0];
    EXPECT_EQ(row.region_name, "青屏区");
    EXPECT_EQ(row.unit_name, "990101-205017");
    ASSERT_THAT(row.months, SizeIs(2));
    EXPECT_EQ(row.months[1].spend_bp, 9'050);
    EXPECT_EQ(row.reason, "6 月支出 181.00 元，计划 200.00 元，为计划的 90.50%");
}

TEST_F(LeaderTest, worst_lights_come_first_and_fifty_at_most) {
    for (int i = 0; i < 60; ++i) {
        auto const unit = "20" + std::to_string(5'100 + i);
        lamp({.unit = unit.c_str(), .spend = 81 + i});
    }
    lamp({.unit = "210001", .light = Light::red, .spend = 10});
    auto const view = leader(kCounty);
    EXPECT_EQ(view.light_count, 61);
    ASSERT_THAT(view.lights, SizeIs(50));
    EXPECT_EQ(view.lights[0].unit_code, UnitCode{"210001"});
    EXPECT_EQ(view.lights[1].months.back().spend_fen, yuan(140));
    EXPECT_EQ(view.lights[49].months.back().spend_fen, yuan(92));
}

TEST_F(LeaderTest, tasks_and_what_is_due_are_counted) {
    payment({.status = "submitted", .amount = 10, .submitted = make_date(2026, 6, 3)});
    payment({.status = "submitted", .amount = 20, .submitted = make_date(2026, 6, 1)});
    payment({.status = "cleared", .amount = 500});
    payment({.status = "sent", .amount = 7});
    freeze({.status = "requested"});
    auto const view = leader(kCounty);
    EXPECT_EQ(tile(view.tiles, "to_sign").value, 3);
    ASSERT_THAT(view.due, SizeIs(3));
    EXPECT_EQ(view.due[0].key, "payments_submitted");
    EXPECT_EQ(view.due[0].count, 2);
    EXPECT_EQ(view.due[0].amount_fen, yuan(30));
    EXPECT_EQ(view.due[0].oldest_at, start_of(make_date(2026, 6, 1)));
    EXPECT_EQ(view.due[0].link.query.at("status"), "submitted");
    EXPECT_EQ(view.due[1].key, "payments_sent");
    EXPECT_EQ(view.due[2].key, "unfreeze_requested");
    EXPECT_EQ(view.due[2].link.route, "/exec/freezes");
}

TEST_F(LeaderTest, figures_move_when_the_read_models_move) {
    quota({.issued = 1'000});
    EXPECT_EQ(leader(kCounty).budget_fen, yuan(1'000));
    quota({.issued = 500});
    EXPECT_EQ(leader(kCounty).budget_fen, yuan(1'500));
    service.warm();
    quota({.issued = 1, .paid = {{6, 1}}});
    EXPECT_EQ(leader(kCounty).budget_fen, yuan(1'501));
    EXPECT_EQ(leader(kCounty).paid_fen, yuan(1));
}

TEST_F(LeaderTest, as_of_is_now_unless_the_read_models_are_behind) {
    quota({.issued = 1'000});
    auto const booked = clock.now() - std::chrono::minutes{3};
    run([&](storage::Session& s) {
        s.execute("insert into book_head values (:r, 2026, 1, '')", kCounty);
    });
    EXPECT_EQ(leader(kCounty).as_of, clock.now());
    run([&](storage::Session& s) {
        s.execute("update book_head set seq = 2 where region_code = :r", kCounty);
        s.execute("insert into journal values (:r, 2026, 2, :at, 'k', 'c', '', '')", kCounty,
                  booked);
    });
    EXPECT_EQ(leader(kCounty).as_of, booked);
    EXPECT_EQ(leader(kCounty).tiles[0].as_of, booked);
}

TEST_F(LeaderTest, a_link_names_the_region_unless_it_is_the_callers_whole_territory) {
    auto const link = [&](LeaderFilter const& filter) {
        return tile(leader(kCity, filter).tiles, "execution_rate").link.query;
    };
    EXPECT_FALSE(link({}).contains("region_code"));
    EXPECT_EQ(link({.coverage = Coverage::own}).at("region_code"), kCity);
    EXPECT_EQ(link({.region_code = RegionCode{kCounty}}).at("region_code"), kCounty);
}

}  // namespace
}  // namespace jincai::cockpit

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "modules/cockpit/model_county.h"
#include "modules/cockpit/model_leader.h"

namespace jincai::cockpit {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

TEST(CockpitModel, the_last_day_is_the_months_end_or_today) {
    auto const today = make_date(2028, 2, 10);
    EXPECT_EQ(last_day({2028}, {1}, today), make_date(2028, 1, 31));
    EXPECT_EQ(last_day({2028}, {2}, today), today);
    EXPECT_EQ(last_day({2027}, {2}, today), make_date(2027, 2, 28));
    EXPECT_EQ(last_day({2027}, {12}, today), make_date(2027, 12, 31));
    EXPECT_EQ(last_day({2028}, {2}, make_date(2028, 3, 1)), make_date(2028, 2, 29));
}

TEST(CockpitModel, code_lists_fall_back_when_they_name_nothing) {
    EXPECT_THAT(code_list("205, 206", "999"), ElementsAre("205", "206"));
    EXPECT_THAT(code_list(" , ", "208,210"), ElementsAre("208", "210"));
    EXPECT_THAT(code_list("", ""), SizeIs(0));
}

TEST(CockpitModel, idle_counts_from_the_end_of_the_month_of_use) {
    auto const on_30_june = idle_line({2026}, make_date(2026, 6, 30), 30);
    EXPECT_EQ(on_30_june.month, 4);  // 31 May is exactly 30 days ago: not more than 30
    EXPECT_EQ(idle_line({2026}, make_date(2026, 7, 1), 30).month, 5);
    EXPECT_EQ(idle_line({2026}, make_date(2026, 1, 20), 30).month, 0);
    EXPECT_EQ(on_30_june.opened, start_of(make_date(2026, 5, 31)));
}

TEST(CockpitModel, ten_departments_are_shown_on_each_side) {
    YearSums year;
    for (int i = 0; i < 30; ++i) {
        auto& department = year.by_department[{basics::RegionLevel::county,
                                               std::to_string(200 + i)}];
        department.spending = {yuan(1'000), yuan(10 + i * 30)};
    }
    auto const ranking = rank_departments(year, 5'000, 10);
    EXPECT_EQ(ranking.count, 30);
    ASSERT_THAT(ranking.behind, SizeIs(10));
    ASSERT_THAT(ranking.ahead, SizeIs(10));
    EXPECT_EQ(ranking.behind.front().code, "200");
    EXPECT_EQ(ranking.ahead.front().code, "229");
    EXPECT_LT(ranking.behind.back().gap_bp, 0);
    EXPECT_GE(ranking.ahead.back().gap_bp, 0);
}

TEST(CockpitModel, departments_without_a_budget_have_no_rate) {
    YearSums year;
    year.by_department[{basics::RegionLevel::county, "205"}].spending = {};
    EXPECT_EQ(rank_departments(year, 5'000, 10).count, 0);
}

execution::LightMonth month(int number, std::int64_t plan, std::int64_t spend) {
    return {.month = {number},
            .plan_fen = yuan(plan),
            .spend_fen = yuan(spend),
            .spend_bp = share_bp(yuan(spend), yuan(plan))};
}

TEST(CockpitModel, a_frozen_scope_names_the_month_that_froze_it) {
    TroubledScope scope{.frozen_by = month(3, 100, 120)};
    scope.row.months = {month(3, 100, 120), month(4, 100, 0)};
    scope.row.frozen = true;
    EXPECT_EQ(lamp_reason(scope, Language::zh),
              "3 月支出 120.00 元，计划 100.00 元，为计划的 120.00%；已冻结后续拨款");
}

TEST(CockpitModel, a_red_scope_names_its_last_overspent_month) {
    TroubledScope scope;
    scope.row.light = ledger::Light::red;
    scope.row.months = {month(2, 100, 130), month(3, 100, 120), month(4, 100, 90)};
    EXPECT_EQ(lamp_reason(scope, Language::zh),
              "3 月支出 120.00 元，计划 100.00 元，为计划的 120.00%");
}

TEST(CockpitModel, a_month_without_plan_has_no_share) {
    TroubledScope scope;
    scope.row.light = ledger::Light::yellow;
    scope.row.months = {month(4, 0, 5)};
    EXPECT_EQ(lamp_reason(scope, Language::en),
              "month 4: spent 5.00 yuan, planned 0.00 yuan, no plan");
}

}  // namespace
}  // namespace jincai::cockpit

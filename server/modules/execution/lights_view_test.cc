#include "modules/execution/lights_view.h"

#include "modules/execution/execution_fixture.h"

namespace jincai::execution::testing {
namespace {

TEST(TimeAdjusted, measures_spending_against_the_part_of_the_month_that_has_passed) {
    auto const at = [](unsigned day, Money spend) {
        return time_adjusted(yuan(30'000), spend, make_date(2026, 6, day), 12'000, Language::zh);
    };
    EXPECT_EQ(at(15, yuan(10'000))->elapsed_bp, 5'000);
    EXPECT_EQ(at(15, yuan(10'000))->expected_fen, yuan(15'000));
    EXPECT_EQ(at(15, yuan(10'000))->spend_bp, 6'667);
    EXPECT_FALSE(at(15, yuan(18'000))->ahead);  // exactly 120 %
    EXPECT_EQ(at(15, yuan(18'000))->reason, "");
    EXPECT_TRUE(at(15, yuan(18'000) + Money::from_fen(1))->ahead);
    // As planned to the last day: the literal light is yellow then, this one is not.
    EXPECT_FALSE(at(30, yuan(30'000))->ahead);
}

TEST(TimeAdjusted, says_in_words_why) {
    auto const zh = time_adjusted(yuan(31'000), yuan(15'000), make_date(2026, 3, 10), 12'000,
                                  Language::zh);
    EXPECT_NE(zh->reason.find("32.25%"), std::string::npos) << zh->reason;
    EXPECT_NE(zh->reason.find("120.00%"), std::string::npos) << zh->reason;
    auto const en = time_adjusted(yuan(31'000), yuan(15'000), make_date(2026, 3, 10), 12'000,
                                  Language::en);
    EXPECT_NE(en->reason.find("32.25%"), std::string::npos) << en->reason;
}

TEST(TimeAdjusted, is_silent_without_plan_or_line) {
    auto const day = make_date(2026, 3, 10);
    EXPECT_FALSE(time_adjusted(Money{}, yuan(1), day, 12'000, Language::zh));
    EXPECT_FALSE(time_adjusted(yuan(1), yuan(1), day, 0, Language::zh));
}

using TimeAdjustedLights = Execution;

TEST_F(TimeAdjustedLights, stand_beside_the_light_and_change_nothing) {
    auto const id = quota(kSchool, ProjectClass::operating, yuan(120'000), yuan(31'000), 3);
    storage_ok(pay(id, yuan(13'000)));  // on the tenth of March: 41.9 % of the plan
    service_->projector().wait_idle();
    auto const row = service_->freezes().lights(handler_, {}).items.front();
    EXPECT_EQ(row.light, Light::green);
    ASSERT_TRUE(row.time_adjusted);
    EXPECT_TRUE(row.time_adjusted->ahead);
    EXPECT_EQ(row.time_adjusted->line_bp, 12'000);
    auto const shown = service_->quotas().quota(handler_, id)->light;
    EXPECT_EQ(shown.light, Light::green);
    EXPECT_EQ(shown.time_adjusted->spend_bp, row.time_adjusted->spend_bp);
    clock_.set(noon(make_date(2027, 1, 8)));
    EXPECT_FALSE(service_->quotas().quota(handler_, id)->light.time_adjusted);
}

}  // namespace
}  // namespace jincai::execution::testing

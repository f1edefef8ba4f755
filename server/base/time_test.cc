#include "base/time.h"

#include <gtest/gtest.h>

#include "base/scope.h"
#include "base/text.h"

namespace jincai {
namespace {

TEST(Time, the_business_day_turns_at_midnight_in_china) {
    auto const before = *parse_timestamp("2026-03-05T15:59:59.999Z");
    EXPECT_EQ(format_date(business_date(before)), "2026-03-05");
    EXPECT_EQ(format_date(business_date(before + std::chrono::milliseconds{1})), "2026-03-06");
    EXPECT_EQ(format_timestamp(start_of(make_date(2026, 3, 6))), "2026-03-05T16:00:00.000Z");
}

TEST(Time, refuses_days_that_do_not_exist) {
    EXPECT_TRUE(parse_date("2024-02-29"));
    for (auto const* text : {"2026-02-29", "2026-13-01", "2026-1-01", "26-01-01", "2026-01-0a", ""})
        EXPECT_EQ(parse_date(text).error().code(), "date_malformed") << text;
    for (auto const* text : {"2026-01-01T24:00:00.000Z", "2026-01-01T00:00:00Z", "2026-01-01"})
        EXPECT_FALSE(parse_timestamp(text)) << text;
}

TEST(Time, the_elapsed_share_of_the_year_counts_the_day_itself) {
    EXPECT_EQ(elapsed_bp(make_date(2026, 12, 31)), 10000);
    EXPECT_EQ(elapsed_bp(make_date(2026, 6, 30)), 4959);
    EXPECT_EQ(elapsed_bp(make_date(2026, 1, 1)), 27);
}

TEST(Time, a_moved_system_clock_starts_on_the_given_day) {
    SystemClock const clock{make_date(2030, 1, 1)};
    EXPECT_EQ(format_date(clock.today()), "2030-01-01");
}

TEST(Text, tells_plain_lines_from_control_characters) {
    EXPECT_TRUE(is_plain_line("第一中学 A/B"));
    for (auto const* text : {"a\nb", "a\tb", "\x7f", "\xc3\x28", "\xed\xa0\x80", "\xe2\x80\xae"})
        EXPECT_FALSE(is_plain_line(text));
    EXPECT_FALSE(is_valid_utf8("\xf5\x80\x80\x80"));
    EXPECT_EQ(utf8_length("第一a"), 3U);
}

TEST(Text, a_prefix_ends_where_the_next_one_starts) {
    EXPECT_EQ(prefix_end("9901"), "9902");
    EXPECT_EQ(prefix_end("99019"), "9901:");
    EXPECT_FALSE(parse_int("12a"));
    EXPECT_FALSE(parse_int("99999999999999999999"));
}

TEST(Scope, a_region_covers_its_subtree_and_nothing_else) {
    EXPECT_EQ(subtree_prefix(RegionCode{"990000"}), "99");
    EXPECT_EQ(subtree_prefix(RegionCode{"990100"}), "9901");
    EXPECT_EQ(subtree_prefix(RegionCode{"990101"}), "990101");
    DataScope const city{.region_prefix = "9901", .region = RegionCode{"990100"}};
    EXPECT_TRUE(city.covers_region(RegionCode{"990101001"}));
    EXPECT_FALSE(city.covers_region(RegionCode{"990201"}));
    DataScope const unit{.region_prefix = "9901",
                         .own_region_only = true,
                         .region = RegionCode{"990100"},
                         .unit_prefixes = {"205"}};
    EXPECT_TRUE(unit.covers(RegionCode{"990100"}, UnitCode{"205017"}));
    EXPECT_FALSE(unit.covers(RegionCode{"990100"}, UnitCode{"206001"}));
    EXPECT_FALSE(unit.covers(RegionCode{"990101"}, UnitCode{"205017"}));
}

}  // namespace
}  // namespace jincai

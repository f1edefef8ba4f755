#include "base/money.h"

#include <gtest/gtest.h>

namespace jincai {
namespace {

TEST(Money, reads_yuan_with_at_most_two_decimals) {
    EXPECT_EQ(parse_yuan("1234.5")->fen(), 123450);
    EXPECT_EQ(parse_yuan("-0.07")->fen(), -7);
    EXPECT_EQ(parse_yuan("1,234,567.89")->fen(), 123456789);
    for (auto const* text : {"", "-", "1.", ".5", "1.234", "1.000", "1e3", "0x1", "12,34", "1,2345",
                             "+1", "1 000", "1.2.3", "--1", "１"})
        EXPECT_FALSE(parse_yuan(text)) << text;
}

TEST(Money, refuses_amounts_a_browser_cannot_hold) {
    EXPECT_EQ(parse_yuan("90071992547409.91")->fen(), kMoneyMax.fen());
    EXPECT_EQ(parse_yuan("90071992547409.92").error().code(), "amount_out_of_range");
    EXPECT_EQ(parse_yuan("99999999999999999999").error().code(), "amount_out_of_range");
}

TEST(Money, writes_separators_between_groups_of_three) {
    EXPECT_EQ(format_yuan(Money::from_fen(5)), "0.05");
    EXPECT_EQ(format_yuan(Money::from_fen(-123456789)), "-1,234,567.89");
    EXPECT_EQ(format_yuan(yuan(100)), "100.00");
    EXPECT_EQ(format_yuan(yuan(1000)), "1,000.00");
    EXPECT_EQ(plain_yuan(Money::from_fen(INT64_MIN)), "-92233720368547758.08");
}

TEST(Money, writes_capitals_as_the_payment_rules_demand) {
    struct Case {
        std::int64_t fen;
        char const* text;
    };
    for (auto const& [fen, text] : {Case{0, "零元整"}, Case{5, "伍分"}, Case{50, "伍角整"},
                                    Case{100, "壹元整"}, Case{32504, "叁佰贰拾伍元零肆分"},
                                    Case{140950, "壹仟肆佰零玖元伍角整"},
                                    Case{600714, "陆仟零柒元壹角肆分"},
                                    Case{1640902, "壹万陆仟肆佰零玖元零贰分"},
                                    Case{10001000100, "壹亿零壹万零壹元整"}})
        EXPECT_EQ(capital_yuan(Money::from_fen(fen)), std::string{"人民币"} + text);
}

TEST(Money, compares_shares_exactly_on_both_sides_of_the_line) {
    auto const plan = yuan(400'000);
    EXPECT_FALSE(exceeds_share(yuan(320'000), BasisPoints{8000}, plan));
    EXPECT_TRUE(exceeds_share(Money::from_fen(32'000'001), BasisPoints{8000}, plan));
    EXPECT_FALSE(exceeds_share(kMoneyMax, BasisPoints{10000}, kMoneyMax));
}

TEST(Money, scales_with_named_rounding) {
    EXPECT_EQ(scale(Money::from_fen(5), BasisPoints{1000}, Rounding::half_up)->fen(), 1);
    EXPECT_EQ(scale(Money::from_fen(-5), BasisPoints{1000}, Rounding::half_up)->fen(), -1);
    EXPECT_EQ(scale(Money::from_fen(5), BasisPoints{1000}, Rounding::down)->fen(), 0);
    EXPECT_EQ(share_bp(Money::from_fen(1), Money::from_fen(3)), 3333);
    EXPECT_EQ(share_bp(Money::from_fen(2), Money::from_fen(3)), 6667);
}

TEST(Money, addition_beyond_the_range_is_a_refusal_or_a_broken_invariant) {
    EXPECT_FALSE(add(Money::from_fen(INT64_MAX), Money::from_fen(1)));
    EXPECT_DEATH((void)(Money::from_fen(INT64_MAX) + Money::from_fen(1)), "invariant_broken");
}

}  // namespace
}  // namespace jincai

#include "demo/random.h"

#include <gtest/gtest.h>

#include <vector>

namespace jincai::demo {
namespace {

TEST(Random, gives_the_same_numbers_on_every_machine) {
    Random random{20260301};
    EXPECT_EQ(random.next(), 1824897177466423878u);
    EXPECT_EQ(random.next(), 7787334679538557757u);
    EXPECT_EQ(random.log_normal(1'000'000, 500), 842'002);
}

TEST(Random, streams_with_different_keys_are_independent) {
    Random one{7, {1, 2}};
    Random same{7, {1, 2}};
    Random other{7, {2, 1}};
    auto const first = one.next();
    EXPECT_EQ(first, same.next());
    EXPECT_NE(first, other.next());
}

TEST(Random, stays_within_its_bounds) {
    Random random{1};
    for (int i = 0; i < 100'000; ++i) {
        EXPECT_LT(random.below(7), 7u);
        auto const value = random.between(-3, 3);
        EXPECT_TRUE(value >= -3 && value <= 3);
        EXPECT_LE(std::abs(random.normal_milli()), 6'000);
    }
}

TEST(Random, log_normal_has_its_median_and_a_longer_tail_above) {
    Random random{2};
    constexpr std::int64_t kMedian = 100'000;
    int below = 0;
    int half = 0;
    int twice = 0;
    for (int i = 0; i < 100'000; ++i) {
        auto const value = random.log_normal(kMedian, 600);
        EXPECT_GT(value, 0);
        below += value < kMedian;
        half += value < kMedian / 2;
        twice += value > kMedian * 2;
    }
    EXPECT_NEAR(below, 50'000, 700);
    EXPECT_NEAR(half, twice, 900);  // Half and twice are alike likely: ln 2 on either side.
    EXPECT_NEAR(twice, 12'400, 900);  // P(N > ln 2 / 0.6)
}

}  // namespace
}  // namespace jincai::demo

#include "bench/skew.h"

#include <gtest/gtest.h>

#include <cmath>

namespace jincai::bench {
namespace {

std::vector<int> counts(Skew const& skew, std::size_t count, std::uint64_t acts) {
    std::vector<int> found(count);
    for (std::uint64_t n = 0; n < acts; ++n) ++found[skew.pick(n)];
    return found;
}

TEST(Skew, uniform_reaches_everything_alike) {
    for (auto const times : counts(*Skew::read("uniform", 100), 100, 100'000)) {
        EXPECT_GT(times, 800);
        EXPECT_LT(times, 1'200);
    }
}

TEST(Skew, zipf_gives_each_rank_its_share) {
    constexpr std::uint64_t kActs = 200'000;
    auto found = counts(*Skew::read("zipf:1.3", 1'000), 1'000, kActs);
    std::ranges::sort(found, std::greater{});
    double sum = 0;
    for (int rank = 1; rank <= 1'000; ++rank) sum += std::pow(rank, -1.3);
    EXPECT_NEAR(found[0], kActs / sum, kActs * 0.01);
    EXPECT_NEAR(found[1], kActs * std::pow(2, -1.3) / sum, kActs * 0.01);
    EXPECT_NEAR(found[9], kActs * std::pow(10, -1.3) / sum, kActs * 0.005);
}

TEST(Skew, is_the_same_each_time) {
    auto const once = *Skew::read("zipf:1.3", 500);
    auto const again = *Skew::read("zipf:1.3", 500);
    for (std::uint64_t n = 0; n < 1'000; ++n) EXPECT_EQ(once.pick(n), again.pick(n));
}

TEST(Skew, refuses_what_it_does_not_know) {
    for (auto const* text : {"", "zipf", "zipf:", "zipf:-1", "zipf:0", "zipf:1.3x", "normal"})
        EXPECT_FALSE(Skew::read(text, 10)) << text;
}

}  // namespace
}  // namespace jincai::bench

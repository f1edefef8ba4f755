#include "platform/api/token_buckets.h"

#include <gtest/gtest.h>

namespace jincai::api {
namespace {

using std::chrono::milliseconds;

TEST(TokenBuckets, gives_the_burst_and_then_the_rate) {
    TokenBuckets buckets{20, 60};
    TokenBuckets::Instant now{};
    for (int i = 0; i < 60; ++i) EXPECT_FALSE(buckets.take("a", now));
    EXPECT_EQ(buckets.take("a", now), 1);
    now += milliseconds{49};
    EXPECT_TRUE(buckets.take("a", now));
    now += milliseconds{2};
    EXPECT_FALSE(buckets.take("a", now));
    EXPECT_TRUE(buckets.take("a", now));
    EXPECT_FALSE(buckets.take("b", now));
}

TEST(TokenBuckets, says_how_long_to_wait) {
    TokenBuckets buckets{10.0 / 60, 10};
    TokenBuckets::Instant const now{};
    for (int i = 0; i < 10; ++i) EXPECT_FALSE(buckets.take("a", now));
    EXPECT_EQ(buckets.take("a", now), 6);
}

TEST(TokenBuckets, never_holds_more_than_the_burst) {
    TokenBuckets buckets{20, 3};
    TokenBuckets::Instant now{};
    EXPECT_FALSE(buckets.take("a", now));
    now += std::chrono::hours{1};
    for (int i = 0; i < 3; ++i) EXPECT_FALSE(buckets.take("a", now));
    EXPECT_TRUE(buckets.take("a", now));
}

TEST(TokenBuckets, forgets_keys_that_are_quiet) {
    TokenBuckets buckets{1, 1};
    TokenBuckets::Instant now{};
    for (int i = 0; i < 100'000; ++i) {
        now += milliseconds{10};
        EXPECT_FALSE(buckets.take(std::to_string(i), now));
    }
    EXPECT_LE(buckets.size(), 2048u);
}

}  // namespace
}  // namespace jincai::api

#include "ledger/command_index.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>

namespace jincai::ledger {
namespace {

std::string random_id(std::mt19937_64& random) {
    std::string id(1 + random() % 64, ' ');
    for (auto& c : id) c = static_cast<char>('!' + random() % 90);
    return id;
}

TEST(CommandIndex, finds_what_was_added_and_nothing_else) {
    std::mt19937_64 random{7};
    std::map<std::string, BookedCommand> expected;
    CommandIndex index;
    for (std::int64_t seq = 1; seq <= 60'000; ++seq) {
        auto const id = random_id(random);
        bool const fresh = expected.emplace(id, BookedCommand{random(), seq}).second;
        ASSERT_EQ(index.add(id, expected.at(id)), fresh);
    }
    ASSERT_EQ(index.size(), expected.size());
    for (auto const& [id, booked] : expected) {
        ASSERT_EQ(index.find(id), booked);
        ASSERT_EQ(index.find(id + "x").has_value(), expected.contains(id + "x"));
    }
    std::size_t seen = 0;
    index.for_each([&](std::string_view id, BookedCommand const& booked) {
        ++seen;
        EXPECT_EQ(expected.at(std::string{id}), booked);
    });
    EXPECT_EQ(seen, expected.size());
}

TEST(CommandIndex, keeps_the_first_of_two_with_one_id) {
    CommandIndex index;
    EXPECT_TRUE(index.add("k/1/abc", {1, 10}));
    EXPECT_FALSE(index.add("k/1/abc", {2, 11}));
    EXPECT_EQ(index.find("k/1/abc")->seq, 10);
}

TEST(CommandIndex, is_equal_whatever_the_order) {
    CommandIndex a;
    CommandIndex b;
    for (int i = 0; i < 100; ++i) {
        ASSERT_TRUE(a.add(std::to_string(i), {1, i}));
        ASSERT_TRUE(b.add(std::to_string(99 - i), {1, 99 - i}));
    }
    EXPECT_TRUE(a == b);
    auto const copy = a;
    ASSERT_TRUE(a.add("one more", {1, 100}));
    EXPECT_FALSE(a == b);
    EXPECT_TRUE(copy == b);
}

}  // namespace
}  // namespace jincai::ledger

#include "tests/program/child.h"

#include <gtest/gtest.h>

/// The short form of the commands that make faults; the long one is in scripts/test-long.sh.
namespace jincai::program_test {
namespace {

void expect_clean(std::vector<std::string> words, std::vector<std::string> const& keys) {
    words.insert(words.begin(), "chaos");
    words.push_back("--json");
    auto const done = run(std::move(words));
    EXPECT_EQ(done.code, 0) << done.out << done.err;
    for (auto const& key : keys)
        EXPECT_NE(done.out.find(key), std::string::npos) << key << " in " << done.out;
}

TEST(Chaos, killed_ten_times_it_has_what_it_acknowledged) {
    expect_clean({"kill", "--cycles", "10"}, {R"("lost":0,)", R"("duplicated":0,)",
                                              R"("balanced":true,)", R"("verified":true,)"});
}

TEST(Chaos, a_flipped_bit_never_gives_another_answer_without_a_word) {
    expect_clean({"flip", "--count", "40"}, {R"("flips":40,)", R"("silent":0,)", R"("crashes":0,)",
                                             R"("false_refusals":0,)"});
}

TEST(Chaos, the_power_goes_and_what_was_acknowledged_is_there) {
    expect_clean({"power", "--step", "40"}, {R"("lost":0,)", R"("duplicated":0,)", R"("half":0,)",
                                             R"("refused_starts":0,)", R"("control_noticed":true)"});
}

}  // namespace
}  // namespace jincai::program_test

#include "tests/codebase/tree.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace jincai::codebase {
namespace {

TEST(Tree, comments_and_strings_are_told_apart_from_code) {
    constexpr std::string_view kText = "int a = 1'000; // b \"c\"\nauto d = \"e // f\\\"g\"; /* h\n*/ i";
    EXPECT_EQ(without_comments(kText),
              "int a = 1'000;         \nauto d = \"e // f\\\"g\";     \n   i");
    EXPECT_EQ(code_only(kText), "int a = 1'000;         \nauto d = \"         \";     \n   i");
    EXPECT_EQ(strings_only("x(\"ab\", 'c')"), "   ab    c  ");
}

TEST(Tree, this_repository_is_found) {
    std::vector<std::string> paths;
    for (auto const& file : cpp_files()) paths.push_back(file.path);
    EXPECT_THAT(paths, testing::Contains("server/base/money.h"));
    EXPECT_THAT(paths, testing::Contains("server/tests/codebase/tree_test.cc"));
    EXPECT_THAT(paths, testing::Each(testing::Not(testing::HasSubstr("node_modules"))));
}

TEST(Tree, tests_are_known_by_their_names) {
    EXPECT_TRUE((File{"server/base/money_test.cc", ""}.is_test()));
    EXPECT_TRUE((File{"server/modules/cockpit/cockpit_fixture.h", ""}.is_test()));
    EXPECT_FALSE((File{"server/base/money.cc", ""}.is_test()));
}

}  // namespace
}  // namespace jincai::codebase

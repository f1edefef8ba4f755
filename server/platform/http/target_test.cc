#include "platform/http/target.h"

#include <gtest/gtest.h>

namespace jincai::http {
namespace {

TEST(HttpTarget, decodes_path_and_query) {
    auto const target = parse_target("/api/%E8%B4%A2%E6%94%BF?a=1&b=%20x+y&c&d=a%26b%3D");
    ASSERT_TRUE(target);
    EXPECT_EQ(target->path, "/api/财政");
    Pairs const expected{{"a", "1"}, {"b", " x y"}, {"c", ""}, {"d", "a&b="}};
    EXPECT_EQ(target->query, expected);
    EXPECT_EQ(parse_target("/")->path, "/");
    EXPECT_EQ(parse_target("/a/")->path, "/a/");
    EXPECT_TRUE(parse_target("/a?")->query.empty());
}

TEST(HttpTarget, refuses_what_could_be_taken_for_another_path) {
    for (auto const* text : {"",
                             "a",
                             "*",
                             "//host/a",
                             "http://x/",
                             "/a//b",
                             "/..",
                             "/a/../b",
                             "/./a",
                             "/%2e%2e/a",
                             "/a/%2e./b",
                             "/.%2E",
                             "/a%2fb",
                             "/a%2Fb",
                             "/a\\b",
                             "/a%5cb",
                             "/a%00b",
                             "/a%0d%0ab",
                             "/%",
                             "/%4",
                             "/%zz",
                             "/a b",
                             "/\x01",
                             "/%c0%ae%c0%ae/a",
                             "/%ff",
                             "/a#b",
                             "/a?b=%ff",
                             "/a?b=%zz",
                             "/%e2%80%ae/x",
                             "/..%2f..%2fetc/passwd",
                             "/%252e%252e%2f"})
        EXPECT_FALSE(parse_target(text)) << text;
}

TEST(HttpTarget, decodes_only_once) {
    auto const target = parse_target("/%252e%252e");
    ASSERT_TRUE(target);
    EXPECT_EQ(target->path, "/%2e%2e");
}

}  // namespace
}  // namespace jincai::http

#include "platform/http/log.h"

#include <gtest/gtest.h>

namespace jincai::http {
namespace {

TEST(HttpLog, writes_bare_words_bare_and_quotes_the_rest) {
    EXPECT_EQ(
        log_text("request_failed", {{"path", "/api/x"}, {"what", "no \"room\""}, {"user", ""}}),
        R"(event=request_failed path=/api/x what="no \"room\"" user="")");
    EXPECT_EQ(log_text("x", {{"name", "财政"}}), "event=x name=财政");
}

TEST(HttpLog, keeps_one_line_whatever_comes_from_outside) {
    EXPECT_EQ(log_text("x", {{"path", "/a\r\nevent=forged"}, {"b", "\x1b[31m\x7f"}, {"c", "\xff"}}),
              R"(event=x path="/a\x0d\x0aevent=forged" b="\x1b[31m\x7f" c="\xff")");
}

}  // namespace
}  // namespace jincai::http

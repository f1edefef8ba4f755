#include <gtest/gtest.h>

#include "platform/api/desk_for_tests.h"

namespace jincai::api {
namespace {

using http::Method;

class ApiOrigin : public testing::Test {
protected:
    ApiOrigin() {
        desk.add("chen", 1, {"x.write"});
        EndpointOptions const write{.permission = "x.write", .audit = "done", .summary = "写"};
        auto const none = [](None const&, Call&) -> Result<None> { return None{}; };
        router.post<None, None>("/api/x", write, none);
        router.put<None, None>("/api/x", write, none);
        router.del<None, None>("/api/x", write, none);
        router.get<None, None>("/api/x", {.permission = "x.write", .summary = "读"}, none);
        router.raw(Method::post, "/api/x/raw", write,
                   [](Call&) -> Result<http::Response> { return http::Response{.status = 204}; });
        router.post<None, None>("/api/x/public",
                                {.permission = kPublic, .audit = "done", .summary = "公开"}, none);
    }

    /// The status of every kind of write under the same headers; 0 when they differ.
    int write_with(http::Pairs const& headers, bool is_secure = false) {
        int common = -1;
        for (auto const& [method, path] :
             {std::pair{Method::post, "/api/x"}, std::pair{Method::put, "/api/x"},
              std::pair{Method::del, "/api/x"}, std::pair{Method::post, "/api/x/raw"},
              std::pair{Method::post, "/api/x/public"}}) {
            Asking asking{router, method, path};
            asking.as("chen").with("X-Requested-With", "jincai");
            if (method != Method::del) asking.json("{}");
            asking.request().is_secure = is_secure;
            for (auto const& [name, value] : headers) asking.with(name, value);
            auto const status = asking.go().status;
            if (common == -1) common = status;
            if (common != status) return 0;
        }
        return common;
    }

    SystemClock clock;
    Desk desk;
    Router router{{}, clock, desk};
};

TEST_F(ApiOrigin, lets_writes_of_the_own_page_pass) {
    EXPECT_EQ(write_with({}), 204);
    EXPECT_EQ(write_with({{"Sec-Fetch-Site", "same-origin"}}), 204);
    EXPECT_EQ(write_with({{"Sec-Fetch-Site", "none"}}), 204);
    EXPECT_EQ(write_with({{"Origin", "http://127.0.0.1:8080"}}), 204);
    EXPECT_EQ(write_with({{"Origin", "https://127.0.0.1:8080"}}, true), 204);
}

TEST_F(ApiOrigin, refuses_writes_from_anywhere_else) {
    for (http::Pairs const& headers :
         std::vector<http::Pairs>{{{"X-Requested-With", ""}},
                                  {{"X-Requested-With", "XMLHttpRequest"}},
                                  {{"Sec-Fetch-Site", "cross-site"}},
                                  {{"Sec-Fetch-Site", "same-site"}},
                                  {{"Sec-Fetch-Site", ""}},
                                  {{"Origin", "null"}},
                                  {{"Origin", ""}},
                                  {{"Origin", "http://127.0.0.1:8081"}},
                                  {{"Origin", "http://127.0.0.1"}},
                                  {{"Origin", "https://127.0.0.1:8080"}},
                                  {{"Origin", "http://127.0.0.1:8080.evil.example"}},
                                  {{"Origin", "http://evil.example"}}})
        EXPECT_EQ(write_with(headers), 403) << headers[0].first << ": " << headers[0].second;
}

TEST_F(ApiOrigin, does_not_ask_reads) {
    EXPECT_EQ((Asking{router, Method::get, "/api/x"}
                   .as("chen")
                   .with("Sec-Fetch-Site", "cross-site")
                   .go()
                   .status),
              204);
}

}  // namespace
}  // namespace jincai::api

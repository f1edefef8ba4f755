#include <stdexcept>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/api/desk_for_tests.h"
#include "platform/api/problem.h"
#include "platform/storage/failure.h"

namespace jincai::api {
namespace {

using http::Method;
using testing::HasSubstr;
using testing::Not;

struct Filter : Paging {
    std::optional<std::int32_t> month;
};
BOOST_DESCRIBE_STRUCT(Filter, (Paging), (month))

struct Item {
    std::int64_t payment_id = 0;
    Money amount_fen;
};
BOOST_DESCRIBE_STRUCT(Item, (), (payment_id, amount_fen))

struct NewItem {
    Money amount_fen;
    std::string payee;
};
BOOST_DESCRIBE_STRUCT(NewItem, (), (amount_fen, payee))

constexpr RefusalSpec kFrozen{"quota_frozen", RefusalKind::conflict,
                              "指标已冻结 {left_fen} 元：请先解冻", "frozen, {left_fen} left",
                              "预算法 第十三条"};

constexpr char kItem[] = R"({"amount_fen":5,"payee":"书店"})";

class ApiRouter : public testing::Test {
protected:
    ApiRouter() {
        desk.add("chen", 1, {"pay.read", "pay.prepare"});
        desk.add("lin", 2, {"pay.read"}, Language::en);
        desk.add("wang", 3, {});
        router.get<Filter, Page<Item>>(
            "/api/pay/items", {.permission = "pay.read", .summary = "列表"},
            [](Filter const& filter, Call&) -> Result<Page<Item>> {
                return Page<Item>{.items = {{filter.offset(), Money::from_fen(filter.limit())}},
                                  .total = filter.month.value_or(0),
                                  .totals = {{"amount_fen", Money::from_fen(9)}}};
            });
        router.get<None, Item>("/api/pay/items/{payment_id}",
                               {.permission = "pay.read", .summary = "一笔"},
                               [](None const&, Call& call) -> Result<Item> {
                                   return Item{call.path_id("payment_id"), Money{}};
                               });
        router.get<None, Item>("/api/pay/items/latest",
                               {.permission = "pay.read", .summary = "最近一笔"},
                               [](None const&, Call&) -> Result<Item> {
                                   return Item{99, Money{}};
                               });
        router.post<NewItem, Item>(
            "/api/pay/items",
            {.permission = "pay.prepare", .audit = "item_made", .summary = "新增", .status = 201},
            [this](NewItem const& item, Call& call) -> Result<Item> {
                ++made;
                key = call.idempotency_key().value_or("none");
                call.set_header("X-Made", item.payee);
                return Item{1, item.amount_fen};
            });
        router.post<None, None>(
            "/api/pay/items/{payment_id}/return",
            {.permission = "pay.prepare", .audit = "item_returned", .summary = "退回"},
            [](None const&, Call& call) -> Result<None> {
                if (call.path_id<PaymentId>("payment_id") == PaymentId{7})
                    return refuse(kFrozen, {{"left_fen", std::int64_t{1250}}});
                return None{};
            });
        router.del<None, None>(
            "/api/pay/items/{payment_id}",
            {.permission = "pay.prepare", .audit = "item_removed", .summary = "删除"},
            [](None const&, Call&) -> Result<None> { return None{}; });
        router.get<None, None>("/api/pay/broken", {.permission = kPublic, .summary = "坏"},
                               [this](None const&, Call&) -> Result<None> { return broken(); });
        router.post<None, None>(
            "/api/pay/sign-in",
            {.permission = kPublic, .audit = "signed_in", .summary = "登录", .is_sign_in = true},
            [](None const&, Call&) -> Result<None> { return None{}; });
    }

    Asking get(std::string path) { return Asking{router, Method::get, std::move(path)}; }
    Asking post(std::string path) { return Asking{router, Method::post, std::move(path)}; }
    Asking make() { return std::move(post("/api/pay/items").as("chen").json(kItem)); }

    ManualClock clock{start_of(make_date(2026, 3, 5))};
    Desk desk;
    Router router{{.requests_per_second = 1, .burst = 200, .sign_ins_per_minute = 3}, clock, desk};
    std::function<Result<None>()> broken;
    int made = 0;
    std::string key;
};

TEST_F(ApiRouter, answers_a_list_from_its_query) {
    auto const answer = get("/api/pay/items")
                            .as("chen")
                            .query("page", "3")
                            .query("size", "50")
                            .query("month", "4")
                            .go();
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, R"({"items":[{"payment_id":100,"amount_fen":50}],"total":4,)"
                           R"("totals":{"amount_fen":9}})");
    EXPECT_EQ(answer.response.headers.get("Content-Type"), "application/json");
}

TEST_F(ApiRouter, bounds_pages) {
    auto const code = [&](std::string name, std::string value) {
        auto const answer =
            get("/api/pay/items").as("chen").query(std::move(name), std::move(value)).go();
        return answer.status == 422 ? answer.body : std::string{};
    };
    EXPECT_EQ(code("size", "500"), "");
    EXPECT_THAT(code("size", "501"), HasSubstr("page_size_out_of_range"));
    EXPECT_THAT(code("size", "0"), HasSubstr("page_size_out_of_range"));
    EXPECT_THAT(code("page", "0"), HasSubstr("page_out_of_range"));
    EXPECT_EQ(code("sort", "-amount_fen"), "");
    EXPECT_THAT(code("sort", "amount; drop table"), HasSubstr("sort_malformed"));
    EXPECT_THAT(code("sise", "5"), HasSubstr("field_unknown"));
}

TEST_F(ApiRouter, prefers_a_literal_to_a_parameter) {
    EXPECT_THAT(get("/api/pay/items/latest").as("chen").go().body, HasSubstr(":99"));
    EXPECT_THAT(get("/api/pay/items/12").as("chen").go().body, HasSubstr(":12"));
}

TEST_F(ApiRouter, knows_no_path_with_a_malformed_id) {
    for (auto const* id : {"x", "1x", "-1", "1.0", "99999999999999999999", "", " 1"})
        EXPECT_EQ(get("/api/pay/items/" + std::string{id}).as("chen").go().code, "route_not_found")
            << id;
}

TEST_F(ApiRouter, tells_unknown_paths_from_unknown_methods) {
    EXPECT_EQ(get("/api/nothing").go().status, 404);
    auto const answer = Asking{router, Method::put, "/api/pay/items"}.as("chen").go();
    EXPECT_EQ(answer.status, 405);
    EXPECT_EQ(answer.response.headers.get("Allow"), "GET, HEAD, POST");
    EXPECT_EQ((Asking{router, Method::head, "/api/pay/items"}.as("chen").go().status), 200);
}

TEST_F(ApiRouter, asks_for_a_session_and_then_for_the_permission) {
    EXPECT_EQ(get("/api/pay/items").go().status, 401);
    EXPECT_EQ(get("/api/pay/items").as("nobody").go().code, "session_missing");
    auto const answer = get("/api/pay/items").as("wang").go();
    EXPECT_EQ(answer.status, 403);
    EXPECT_EQ(answer.code, "permission_missing");
    EXPECT_THAT(answer.body, HasSubstr(R"("figures":{"permission":"pay.read"})"));
    EXPECT_EQ(post("/api/pay/items").as("lin").json(kItem).go().status, 403);
    EXPECT_EQ(made, 0);
}

TEST_F(ApiRouter, creates_and_says_so) {
    auto const answer = make().go();
    EXPECT_EQ(answer.status, 201);
    EXPECT_EQ(answer.body, R"({"payment_id":1,"amount_fen":5})");
    EXPECT_EQ(answer.response.headers.get("X-Made"), "书店");
    auto const none = post("/api/pay/items/3/return").as("chen").json("{}").go();
    EXPECT_EQ(none.status, 204);
    EXPECT_EQ(none.body, "");
}

TEST_F(ApiRouter, refuses_every_finding_of_a_body_with_its_path) {
    auto const answer = make().json(R"({"amount_fen":1.5,"status":"paid"})").go();
    EXPECT_EQ(answer.status, 422);
    auto const problem = json::decode<Problem>(answer.body);
    ASSERT_TRUE(problem);
    ASSERT_EQ(problem->errors.size(), 3u);
    EXPECT_EQ(problem->errors[0].path, "/amount_fen");
    EXPECT_EQ(problem->errors[0].code, "number_not_whole");
    EXPECT_EQ(problem->errors[1].code, "field_missing");
    EXPECT_EQ(problem->errors[2].path, "/status");
    EXPECT_EQ(problem->trace_id, "00000000000000aa");
    EXPECT_EQ(made, 0);
}

TEST_F(ApiRouter, refuses_bodies_and_parameters_where_none_belong) {
    EXPECT_EQ(make().json("{").go().code, "json_malformed");
    EXPECT_EQ(make().json(R"({"amount_fen":5,"amount_fen":6,"payee":"a"})").go().code,
              "request_invalid");
    EXPECT_EQ(make().query("x", "1").go().code, "query_unexpected");
    EXPECT_EQ(get("/api/pay/items").as("chen").json("{}").go().code, "body_unexpected");
    EXPECT_EQ(made, 0);
}

TEST_F(ApiRouter, takes_json_and_nothing_else) {
    for (auto const* type : {"", "text/plain", "application/x-www-form-urlencoded",
                             "multipart/form-data; boundary=x", "application/jsonx"})
        EXPECT_EQ(make().with("Content-Type", type).go().code, "content_type_refused") << type;
    EXPECT_EQ(make().with("Content-Type", "application/json; charset=utf-8").go().status, 201);
}

TEST_F(ApiRouter, writes_a_problem_in_the_language_of_the_caller) {
    auto const chinese = post("/api/pay/items/7/return").as("chen").json("{}").go();
    EXPECT_EQ(chinese.status, 409);
    EXPECT_EQ(chinese.body,
              R"({"type":"urn:jincai:refusal:quota_frozen","title":"与当前状态冲突","status":409,)"
              R"("code":"quota_frozen","detail":"指标已冻结 12.50 元：请先解冻","path":"",)"
              R"("basis":"预算法 第十三条","figures":{"left_fen":1250},"errors":[],)"
              R"("trace_id":"00000000000000aa"})");
    desk.callers["chen"].language = Language::en;
    auto const english = post("/api/pay/items/7/return").as("chen").json("{}").go();
    EXPECT_THAT(english.body, HasSubstr(R"("detail":"frozen, 12.50 left")"));
    EXPECT_EQ(english.response.headers.get("Content-Language"), "en");
}

TEST_F(ApiRouter, asks_the_browser_for_the_language_of_a_stranger) {
    auto const with = [&](char const* accepted) {
        return std::string{get("/api/pay/items")
                               .with("Accept-Language", accepted)
                               .go()
                               .response.headers.get("Content-Language")};
    };
    EXPECT_EQ(with(""), "zh-CN");
    EXPECT_EQ(with("fr, en-GB;q=0.8, zh;q=0.5"), "en");
    EXPECT_EQ(with("zh-CN,zh;q=0.9,en;q=0.8"), "zh-CN");
}

TEST_F(ApiRouter, validates_idempotency_keys) {
    EXPECT_EQ(make().go().status, 201);
    EXPECT_EQ(key, "none");
    EXPECT_EQ(make().with("Idempotency-Key", "abc-123_X").go().status, 201);
    EXPECT_EQ(key, "abc-123_X");
    for (auto const& bad : {std::string{"1234567"}, std::string(81, 'a'), std::string{"12345678'"},
                            std::string{"1234 5678"}, std::string{}})
        EXPECT_EQ(make().with("Idempotency-Key", bad).go().code, "idempotency_key_malformed")
            << bad;
}

TEST_F(ApiRouter, hides_a_failure_and_gives_its_number) {
    broken = []() -> Result<None> { throw std::runtime_error{"no such table: /srv/secret.db"}; };
    auto const answer = get("/api/pay/broken").go();
    EXPECT_EQ(answer.status, 500);
    EXPECT_EQ(answer.code, "internal_error");
    EXPECT_THAT(answer.body, Not(HasSubstr("secret")));
    EXPECT_THAT(answer.body, HasSubstr("00000000000000aa"));
}

TEST_F(ApiRouter, says_what_to_do_when_the_storage_is_full_or_busy) {
    broken = []() -> Result<None> { throw storage::StorageError{storage::Failure::full, "x"}; };
    EXPECT_EQ(get("/api/pay/broken").go().status, 507);
    broken = []() -> Result<None> { throw storage::StorageError{storage::Failure::busy, "x"}; };
    auto const busy = get("/api/pay/broken").go();
    EXPECT_EQ(busy.status, 503);
    EXPECT_NE(busy.response.headers.get("Retry-After"), "");
}

TEST_F(ApiRouter, limits_the_requests_of_one_user_and_not_of_others) {
    int passed = 0;
    Answered last;
    for (int i = 0; i < 250 && last.status != 429; ++i) {
        last = get("/api/pay/items").as("chen").go();
        passed += last.status == 200;
    }
    EXPECT_GE(passed, 200);
    EXPECT_LE(passed, 205);
    EXPECT_EQ(last.code, "rate_exceeded");
    EXPECT_EQ(last.response.headers.get("Retry-After"), "1");
    EXPECT_EQ(get("/api/pay/items").as("lin").go().status, 200);
}

TEST_F(ApiRouter, limits_sign_ins_from_one_address) {
    auto const sign_in = [&](char const* ip) {
        return post("/api/pay/sign-in").from(ip).json("{}").go().status;
    };
    for (int i = 0; i < 3; ++i) EXPECT_EQ(sign_in("10.0.0.1"), 204);
    EXPECT_EQ(sign_in("10.0.0.1"), 429);
    EXPECT_EQ(sign_in("10.0.0.2"), 204);
}

TEST_F(ApiRouter, limits_nothing_when_told_so) {
    Router free{{.rate_limits = false, .requests_per_second = 1, .burst = 1}, clock, desk};
    free.get<None, None>("/api/x", {.permission = kSignedIn, .summary = "x"},
                         [](None const&, Call&) -> Result<None> { return None{}; });
    for (int i = 0; i < 100; ++i)
        EXPECT_EQ((Asking{free, Method::get, "/api/x"}.as("wang").go().status), 204);
}

TEST_F(ApiRouter, hands_pages_to_the_fallback_and_never_the_api) {
    router.set_fallback([](http::Request const&) { return http::text_response(200, "page"); });
    EXPECT_EQ(get("/todo").go().body, "page");
    EXPECT_EQ(get("/api/nothing").go().status, 404);
    EXPECT_EQ(get("/api").go().status, 404);
    EXPECT_EQ(post("/todo").go().status, 404);
}

TEST_F(ApiRouter, knows_the_body_limit_of_each_route) {
    router.raw(Method::post, "/api/pay/files",
               {.permission = "pay.prepare",
                .audit = "file_added",
                .summary = "附件",
                .body_limit = 50 * 1024 * 1024},
               [](Call& call) -> Result<http::Response> {
                   return http::text_response(200, std::to_string(call.request.body.size()));
               });
    EXPECT_EQ(router.body_limit(Method::post, "/api/pay/files"), 50u * 1024 * 1024);
    EXPECT_EQ(router.body_limit(Method::post, "/api/pay/items"), 1024u * 1024);
    EXPECT_LT(router.body_limit(Method::post, "/nowhere"), 1024u * 1024);
    auto const early = [&](char const* who) {
        auto const answer = router.refuse_early(post("/api/pay/files").as(who).request());
        return answer ? answer->status : 0;
    };
    EXPECT_EQ(early("chen"), 0);
    EXPECT_EQ(early("lin"), 403);
    EXPECT_EQ(early("nobody"), 401);
    auto upload = post("/api/pay/files").as("chen");
    upload.request().body = "%PDF";
    EXPECT_EQ(upload.go().body, "4");
}

}  // namespace
}  // namespace jincai::api

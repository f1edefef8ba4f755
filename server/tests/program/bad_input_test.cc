#include <fmt/format.h>

#include <csignal>

#include "platform/http/raw_client.h"
#include "tests/program/province.h"

/// What must not get in, at the running program: each with a name, a path and nothing changed.
namespace jincai::program_test {
namespace {

constexpr char kPayments[] = "/api/execution/payments";

std::string replaced(std::string text, std::string_view part, std::string_view by) {
    text.replace(text.find(part), part.size(), by);
    return text;
}

struct Bad {
    std::string body;
    int status;
    std::string path;
    std::string code;
};

std::vector<Bad> bad_payments(std::int64_t quota) {
    auto const good = payment(quota, "100");
    auto const amount = [&](std::string_view text) { return payment(quota, text); };
    return {
        {replaced(good, "{", R"({"status":"paid",)"), 422, "/status", "field_unknown"},
        {replaced(good, R"("bank":)", R"("owner":1,"bank":)"), 422, "/payees/0/owner",
         "field_unknown"},
        {replaced(good, "{", R"({"amount_fen":1,)"), 422, "/amount_fen", "field_duplicate"},
        {replaced(good, R"("purpose":"购置粉笔",)", ""), 422, "/purpose", "field_missing"},
        {amount("1.5"), 422, "/amount_fen", "number_not_whole"},
        {amount("1e2"), 422, "/amount_fen", "number_not_whole"},
        {amount("\"100\""), 422, "/amount_fen", "field_wrong_kind"},
        {amount("9007199254740992"), 422, "/amount_fen", "number_out_of_range"},
        {amount("99999999999999999999"), 422, "/amount_fen", "number_out_of_range"},
        {amount("-100"), 422, "/amount_fen", "amount_not_positive"},
        {amount("0"), 422, "/amount_fen", "amount_not_positive"},
        {replaced(good, "购置粉笔", "a\\nb"), 422, "/purpose", "text_not_plain"},
        {replaced(good, "购置粉笔", std::string(3'000, 'a')), 422, "/purpose", "text_too_long"},
        {replaced(good, "购置粉笔", "\xff\xfe"), 400, "", "json_malformed"},
        {replaced(good, "\"购置粉笔\"", std::string(40, '[') + std::string(40, ']')), 400, "",
         "json_too_deep"},
        {good.substr(0, good.size() - 1), 400, "", "json_malformed"},
        {"", 400, "", "json_malformed"},
        {"[]", 422, "", "field_wrong_kind"},
        {replaced(good, "购置粉笔", std::string(1'100'000, 'a')), 413, "", "body_too_large"},
        {payment(999'999'999, "100"), 404, "/quota_id", "quota_unknown"},
    };
}

class BadInput : public Province {};

TEST_F(BadInput, is_refused_by_name_and_path_and_changes_nothing) {
    Server server{data()};
    auto const handler = server.sign_in("handler");
    auto const quota = quota_of(handler);
    auto const before = state();
    for (auto const& bad : bad_payments(quota)) {
        auto const answer = handler.post(kPayments, bad.body);
        auto const shown = bad.body.substr(0, 200) + "\n" + answer.body;
        EXPECT_EQ(answer.status, bad.status) << shown;
        EXPECT_TRUE(answer.finds(bad.path, bad.code)) << bad.code << " " << shown;
    }
    auto const good = payment(quota, "100");
    EXPECT_EQ(handler.post(kPayments, good, "text/plain").code(), "content_type_refused");
    EXPECT_EQ(handler.post(kPayments, good, "application/x-www-form-urlencoded").code(),
              "content_type_refused");
    EXPECT_EQ(state(), before);
    EXPECT_EQ(handler.post(kPayments, good).status, 201);
    EXPECT_NE(state(), before);
    expect_sound();
}

TEST_F(BadInput, wrong_codes_of_a_quota_are_named_line_by_line) {
    Server server{data()};
    auto const budget = server.sign_in("budget");
    auto const before = state();
    auto const document = [](std::string_view unit, std::string_view function,
                             std::string_view economic) {
        return fmt::format(
            R"({{"region_code":"990121","fiscal_year":2026,"kind":"issue","title":"追加","reason":)"
            R"("核定","submit":false,"lines":[{{"amount_fen":100,"quota":{{"unit_code":"{}",)"
            R"("fund_code":"11","function_code":"{}","economic_code":"{}",)"
            R"("government_economic_code":"","project_code":"","project_name":"公用经费",)"
            R"("project_class":"operating","protected_class":false,"direct_funds":false,)"
            R"("summary":"","account":"executable"}}}}]}})",
            unit, function, economic);
    };
    for (auto const& [unit, function, economic] :
         {std::tuple{"205017", "9999999", "30201"}, std::tuple{"205017", "2050203", "99999"},
          std::tuple{"999999", "2050203", "30201"}}) {
        auto const answer = budget.post("/api/execution/quota-documents",
                                        document(unit, function, economic));
        EXPECT_TRUE(answer.status == 422 || answer.status == 404) << answer.status << answer.body;
        EXPECT_FALSE(answer.code().empty()) << answer.body;
        EXPECT_NE(answer.body.find("/lines/0"), std::string::npos) << answer.body;
    }
    EXPECT_EQ(state(), before);
    EXPECT_EQ(budget.post("/api/execution/quota-documents", document("205017", "2050203", "30201"))
                  .status,
              201);
}

TEST_F(BadInput, ids_of_others_are_answered_like_absent_ones) {
    Server server{data()};
    auto const handler = server.sign_in("handler");
    auto const other = server.sign_in("handler2");
    auto const before = state();
    auto const foreign = quota_of(other);
    auto const told = handler.get(fmt::format("/api/execution/quotas/{}", foreign));
    auto const absent = handler.get("/api/execution/quotas/999999999");
    EXPECT_EQ(told.status, 404) << told.body;
    EXPECT_EQ(told.code(), absent.code());
    auto const paid = handler.post(kPayments, payment(foreign, "100"));
    auto const unknown = handler.post(kPayments, payment(999'999'999, "100"));
    EXPECT_EQ(paid.status, 404) << paid.body;
    EXPECT_EQ(paid.code(), unknown.code());
    // The same but for the trace id, so that the answer itself tells nothing.
    EXPECT_EQ(paid.body.substr(0, paid.body.find("trace_id")),
              unknown.body.substr(0, unknown.body.find("trace_id")));
    EXPECT_EQ(state(), before);
}

TEST_F(BadInput, a_closed_month_takes_no_payment) {
    {
        Server april{data(), {"--today", "2026-04-02"}};
        auto const closed = april.sign_in("budget").post(
            "/api/basics/months/3/close",
            R"({"region_code":"990121","fiscal_year":2026,"reason":"月结"})");
        EXPECT_EQ(closed.status, 200) << closed.body;
        april.process().signal(SIGTERM);
        EXPECT_EQ(april.process().wait(), 0);
    }
    Server server{data()};
    auto const handler = server.sign_in("handler");
    auto const before = state();
    auto const quotas = handler.get("/api/execution/quotas").value();
    auto const quota = *quotas.find("items")->as_array()->front().find("id")->as_int();
    auto const answer = handler.post(kPayments, payment(quota, "100"));
    EXPECT_EQ(answer.status, 409) << answer.body;
    EXPECT_EQ(answer.code(), "month_is_closed") << answer.body;
    EXPECT_EQ(state(), before);
}

TEST_F(BadInput, of_two_who_edit_the_same_draft_one_is_told_to_look_again) {
    Server server{data()};
    auto const handler = server.sign_in("handler");
    auto const quota = quota_of(handler);
    auto draft = payment(quota, "100");
    draft = replaced(draft, R"("submit":true)", R"("submit":false)");
    auto const made = handler.post(kPayments, draft);
    ASSERT_EQ(made.status, 201) << made.body;
    auto const target = fmt::format("{}/{}", kPayments, made.number("payment/id"));
    auto const revision = made.number("revision");
    auto const edit = [&](std::string_view amount) {
        return fmt::format(
            R"({{"revision":{},"amount_fen":{},"purpose":"购置粉笔","payees":[{{"name":"清江文教用品)"
            R"(有限公司","account":"6222000000000001","bank":"清江银行","amount_fen":{}}}],)"
            R"("attachment_ids":[]}})",
            revision, amount, amount);
    };
    auto const first = handler.put(target, edit("200"));
    EXPECT_EQ(first.status, 200) << first.body;
    auto const second = handler.put(target, edit("300"));
    EXPECT_EQ(second.status, 409) << second.body;
    EXPECT_FALSE(second.code().empty());
    EXPECT_EQ(handler.get(target).number("payment/amount_fen"), 200);
    expect_sound();
}

TEST_F(BadInput, paths_do_not_leave_the_folder_of_the_pages) {
    Server server{data()};
    Person const stranger{server.port(), ""};
    for (auto const* target :
         {"/../../etc/passwd", "/..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd",
          "/assets/../../../../etc/passwd", "/assets/..%5c..%5cetc/passwd", "//etc/passwd",
          "/assets/%00/etc/passwd", "/.%2e/.%2e/etc/passwd", "/package.json/../../Makefile"}) {
        auto const answer = stranger.get(target);
        EXPECT_TRUE(answer.status == 400 || answer.status == 404 || answer.status == 200)
            << target << " " << answer.status;
        EXPECT_EQ(answer.body.find("root:"), std::string::npos) << target;
        EXPECT_EQ(answer.body.find("make run"), std::string::npos) << target;
    }
}

TEST_F(BadInput, who_is_slow_or_stops_in_the_middle_holds_up_nobody) {
    Server server{data()};
    auto const handler = server.sign_in("handler");
    auto const quota = quota_of(handler);
    auto const before = state();
    std::vector<std::unique_ptr<http::RawClient>> slow;
    for (int i = 0; i < 200; ++i) {
        slow.push_back(std::make_unique<http::RawClient>(server.port()));
        slow.back()->send(i % 2 == 0 ? std::string{"GET / HT"}
                                     : handler.head("POST", kPayments) +
                                           "Content-Type: application/json\r\n"
                                           "Content-Length: 500\r\n\r\n{\"quota_id\":");
    }
    auto const begin = std::chrono::steady_clock::now();
    EXPECT_EQ(handler.get("/api/execution/quotas").status, 200);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds{3});
    EXPECT_EQ(state(), before);
    slow.clear();  // the other side has gone away in the middle of its requests
    EXPECT_EQ(handler.post(kPayments, payment(quota, "100")).status, 201);
    expect_sound();
}

}  // namespace
}  // namespace jincai::program_test

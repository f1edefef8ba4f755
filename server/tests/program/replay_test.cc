#include <fmt/format.h>

#include <csignal>

#include "tests/program/province.h"

/// `jincai replay` beside a running server and over its interface.
namespace jincai::program_test {
namespace {

class ReplayProgram : public Province {
protected:
    [[nodiscard]] Finished replay(std::vector<std::string> more) const {
        std::vector<std::string> words{"replay", "--data", data().string(), "--json"};
        words.insert(words.end(), more.begin(), more.end());
        return run(std::move(words));
    }
    void expect_named_refusals() const {
        EXPECT_EQ(replay({"--until", "tomorrow"}).code, 2);
        EXPECT_NE(replay({"--until", "7"}).err.find("region"), std::string::npos);
        auto const unknown = replay({"--set", "light.colour=blue", "--year", "2026"});
        EXPECT_EQ(unknown.code, 1);
        EXPECT_NE(unknown.err.find("light.colour"), std::string::npos);
        EXPECT_EQ(replay({"--set", "light.red_months=2"}).code, 2);
        auto const nowhere = run({"replay", "--data", "/nonexistent", "--until", "2026-01-01"});
        EXPECT_EQ(nowhere.code, 1);
        EXPECT_FALSE(nowhere.err.empty());
    }
};

/// The whole number behind the first `"name":` in a text of JSON.
std::int64_t number_in(std::string const& text, std::string const& name, std::size_t from = 0) {
    auto const mark = "\"" + name + "\":";
    auto const at = text.find(mark, from);
    return at == std::string::npos ? -1 : std::atoll(text.c_str() + at + mark.size());
}

TEST_F(ReplayProgram, gives_the_available_amount_of_before_a_payment_while_the_server_runs) {
    Server server{data(), {"--no-rate-limits"}};
    auto const handler = server.sign_in("handler");
    auto const id = quota_of(handler);
    auto const now = [&] {
        return replay({"--until", kToday, "--quota", std::to_string(id)});
    };
    auto const before = now();
    ASSERT_EQ(before.code, 0) << before.err;
    ASSERT_EQ(handler.post("/api/execution/payments", payment(id, "12345")).status, 201);
    auto const after = now();
    EXPECT_EQ(number_in(after.out, "available_fen"),
              number_in(before.out, "available_fen") - 12345);
    EXPECT_EQ(number_in(after.out, "records"), number_in(before.out, "records") + 1);
    // The record before the payment is the moment before it.
    auto const then = replay({"--until", std::to_string(number_in(before.out, "records")),
                              "--region", before.out.substr(before.out.find("\"region_code\":\"") + 15, 6),
                              "--year", "2026", "--quota",
                              std::to_string(id)});
    EXPECT_EQ(number_in(then.out, "available_fen"), number_in(before.out, "available_fen"));
    EXPECT_EQ(then.out.substr(then.out.find("\"hash\"")).substr(0, 75),
              before.out.substr(before.out.find("\"hash\"")).substr(0, 75));
}

TEST_F(ReplayProgram, says_who_would_have_been_frozen_and_writes_nothing) {
    auto const before = state();
    auto const same = replay({"--set", "light.red_months=2", "--year", "2026"});
    ASSERT_EQ(same.code, 0) << same.err;
    EXPECT_EQ(same.out.find("\"shift\""), std::string::npos);  // the rule that held: no difference
    auto const harder = replay({"--set", "light.red_months=1", "--year", "2026"});
    ASSERT_EQ(harder.code, 0) << harder.err;
    EXPECT_GT(number_in(harder.out, "harder"), 0);
    auto const softer = replay({"--set", "execution.freeze_basis=", "--year", "2026"});
    ASSERT_EQ(softer.code, 0) << softer.err;
    EXPECT_EQ(number_in(softer.out, "freezes", softer.out.find("\"supposed\"")), 0);
    expect_named_refusals();
    EXPECT_EQ(state(), before);
    expect_sound();
}

TEST_F(ReplayProgram, over_the_interface_needs_its_permission_and_keeps_to_the_scope) {
    Server server{data(), {"--no-rate-limits"}};
    std::string const as_of = "/api/execution/replay/as-of?until=2026-12-31";
    std::string const wanted =
        R"({"fiscal_year":2026,"set":[{"name":"light.red_months","value":"1"}]})";
    auto const handler = server.sign_in("handler");
    EXPECT_EQ(handler.get(as_of).status, 403);
    EXPECT_EQ(handler.post("/api/execution/replay/what-if", wanted).status, 403);
    auto const budget = server.sign_in("budget");
    auto const own = budget.get(as_of);
    ASSERT_EQ(own.status, 200) << own.body;
    EXPECT_GT(number_in(own.body, "issued_fen"), 0);
    EXPECT_EQ(budget.get(as_of + "&region_code=990000").status, 404);
    EXPECT_EQ(budget.get("/api/execution/replay/as-of?until=soon").code(), "instant_unreadable");
    auto const supposed = budget.post("/api/execution/replay/what-if", wanted);
    ASSERT_EQ(supposed.status, 200) << supposed.body;
    EXPECT_GT(number_in(supposed.body, "harder"), 0);
    auto const wrong = budget.post("/api/execution/replay/what-if",
                                   R"({"fiscal_year":2026,"set":[{"name":"x","value":"1"}]})");
    EXPECT_TRUE(wrong.code() == "setting_unknown") << wrong.body;
}

}  // namespace
}  // namespace jincai::program_test

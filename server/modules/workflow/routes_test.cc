#include "modules/basics/places.h"
#include "modules/identity/module.h"
#include "modules/workflow/workflow_fixture.h"
#include "platform/api/desk_for_tests.h"

namespace jincai::workflow {
namespace {

using http::Method;
using testing::HasSubstr;

class Routes : public WorkflowTest {
protected:
    Routes() {
        EXPECT_TRUE(storage::migrate(database.get(), {identity::migrations()}));
        sessions.callers["handler"] = handler;
        sessions.callers["reviewer"] = reviewer;
        sessions.callers["stranger"] = a_person(1009, "unit_reviewer", "205001");
        sessions.callers["nobody"] = api::Caller{};
        sessions.callers["nobody"].user_id = UserId{1010};
        add_routes(router, desk);
    }
    api::Asking get(std::string path) { return {router, Method::get, std::move(path)}; }
    api::Asking post(std::string path) { return {router, Method::post, std::move(path)}; }

    basics::Places places{service};
    identity::Service identity_service{database.get(), clock, places, {.password_rounds = 100}};
    Desk desk{database.get(), clock, engine, service, identity_service};
    api::Desk sessions;
    api::Router router{{.rate_limits = false}, clock, sessions};
};

TEST_F(Routes, show_tasks_and_the_way_of_a_document) {
    ASSERT_TRUE(start(a_payment(7, yuan(1'000)), handler));
    auto const todo = get("/api/workflow/todo").query("tab", "pending").as("reviewer").go();
    EXPECT_EQ(todo.status, 200);
    EXPECT_THAT(todo.body, HasSubstr(R"("number":"ZF-7")"));
    EXPECT_THAT(todo.body, HasSubstr(R"("amount_fen":100000)"));
    auto const flow = get("/api/workflow/documents/payment/7").as("reviewer").go();
    EXPECT_EQ(flow.status, 200);
    EXPECT_THAT(flow.body, HasSubstr(R"("mine":true)"));
    EXPECT_EQ(get("/api/workflow/documents/payment/7").as("stranger").go().status, 404);
    EXPECT_EQ(get("/api/workflow/documents/payment/8").as("reviewer").go().status, 404);
    EXPECT_EQ(get("/api/workflow/todo").as("nobody").go().status, 403);
    EXPECT_EQ(get("/api/workflow/todo").query("tab", "all").as("reviewer").go().status, 422);
}

TEST_F(Routes, show_notices_and_take_them_as_read) {
    ASSERT_TRUE(start(a_payment(7, yuan(1'000)), handler));
    ASSERT_TRUE(decide(a_payment(7, yuan(1'000)), reviewer, Decision::send_back, "缺发票"));
    auto const list = get("/api/workflow/notices").as("handler").go();
    EXPECT_THAT(list.body, HasSubstr("缺发票"));
    EXPECT_THAT(list.body, HasSubstr(R"("notice_id":1)"));
    EXPECT_EQ(post("/api/workflow/notices/1/read").as("reviewer").json("{}").go().status, 404);
    EXPECT_EQ(post("/api/workflow/notices/1/read").as("handler").json("{}").go().status, 204);
}

TEST_F(Routes, refuse_to_give_tasks_to_unknown_people) {
    ASSERT_TRUE(start(a_payment(7, yuan(1'000)), handler));
    constexpr char kBody[] = R"({"user_id":77,"reason":"调离"})";
    for (std::string const what : {"hand-over", "signers"}) {
        auto const answer =
            post("/api/workflow/documents/payment/7/" + what).as("reviewer").json(kBody).go();
        EXPECT_EQ(answer.status, 404);
        EXPECT_EQ(answer.code, "person_not_found");
    }
    constexpr char kWish[] = R"({"to_user_id":77,"first_day":"2026-07-10",)"
                             R"("last_day":"2026-07-10","reason":"出差"})";
    EXPECT_EQ(post("/api/workflow/delegations").as("reviewer").json(kWish).go().status, 404);
    EXPECT_THAT(get("/api/workflow/delegations").as("reviewer").go().body,
                HasSubstr(R"("total":0)"));
    EXPECT_EQ(post("/api/workflow/delegations/5/revoke").as("reviewer").json("{}").go().status, 404);
}

}  // namespace
}  // namespace jincai::workflow

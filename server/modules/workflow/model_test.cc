#include "modules/workflow/model.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "modules/workflow/workflow_fixture.h"

namespace jincai::workflow {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Definition a_definition() {
    return {.documents = {"payment"},
            .title_zh = "支付",
            .title_en = "payment",
            .steps = {{.name = "review", .role = "a", .permission = "p"},
                      {.name = "line",
                       .role = "b",
                       .permission = "p",
                       .when = Condition{.funds = {"11"}, .project_classes = {"2", "3"}}},
                      {.name = "leader",
                       .role = "c",
                       .permission = "p",
                       .when = Condition{.amount_from = "tier", .except_project_classes = {"1"}}}}};
}

std::vector<std::string> names(DocumentRef const& document) {
    Definition const definition = a_definition();
    std::vector<std::string> list;
    for (Step const* step :
         route(definition, document, [](std::string_view) { return yuan(1'000); })) {
        list.push_back(step->name);
    }
    return list;
}

DocumentRef a_document(Money amount, std::string fund, std::string project_class) {
    return {.amount_fen = amount,
            .fund_code = FundCode{fund},
            .project_class = std::move(project_class)};
}

TEST(Route, takes_the_steps_whose_conditions_hold) {
    EXPECT_THAT(names(a_document(yuan(1), "11", "1")), ElementsAre("review"));
    EXPECT_THAT(names(a_document(yuan(1), "11", "21")), ElementsAre("review", "line"));
    EXPECT_THAT(names(a_document(yuan(1), "12", "21")), ElementsAre("review"));
}

TEST(Route, includes_the_amount_of_the_tier_itself) {
    EXPECT_THAT(names(a_document(Money::from_fen(99'999), "12", "3")), ElementsAre("review"));
    EXPECT_THAT(names(a_document(yuan(1'000), "12", "3")), ElementsAre("review", "leader"));
    EXPECT_THAT(names(a_document(yuan(1'000), "12", "1")), ElementsAre("review"));
}

TEST(Definitions, are_checked_before_use) {
    auto const code = [](auto change) {
        Definition definition = a_definition();
        change(definition);
        return code_of(Definitions::create({definition}));
    };
    EXPECT_EQ(code([](Definition&) {}), "ok");
    EXPECT_EQ(code([](Definition& d) { d.documents.clear(); }), "workflow_definition_wrong");
    EXPECT_EQ(code([](Definition& d) { d.steps[1].name = "review"; }), "workflow_definition_wrong");
    EXPECT_EQ(code([](Definition& d) { d.steps[1].role = ""; }), "workflow_definition_wrong");
    EXPECT_EQ(code([](Definition& d) { d.steps[1].signatures = 0; }), "workflow_definition_wrong");
    EXPECT_EQ(code_of(Definitions::create({a_definition(), a_definition()})),
              "workflow_definition_wrong");
}

TEST(Definitions, that_are_shipped_cover_the_documents_of_execution) {
    Definitions const shipped = shipped_definitions();
    for (std::string_view kind : {"payment", "quota_issue", "quota_distribute", "quota_increase",
                                  "quota_decrease", "quota_transfer", "quota_freeze",
                                  "quota_unfreeze", "cash_plan", "plan_shift", "unfreeze"}) {
        EXPECT_NE(shipped.find(kind), nullptr) << kind;
    }
    EXPECT_EQ(shipped.find("letter"), nullptr);
}

TEST(Transitions, allow_no_way_out_of_a_rejection) {
    EXPECT_TRUE(is_allowed(FlowState::returned, Action::submitted));
    EXPECT_FALSE(is_allowed(FlowState::rejected, Action::submitted));
    EXPECT_FALSE(is_allowed(FlowState::running, Action::submitted));
    EXPECT_FALSE(is_allowed(FlowState::approved, Action::withdrawn));
}

TEST(Duties, keep_preparing_and_deciding_apart) {
    std::vector<Signature> const before{{.user_id = UserId{1}, .step = "", .round = 2},
                                        {.user_id = UserId{2}, .step = "review", .round = 1},
                                        {.user_id = UserId{3}, .step = "review", .round = 2}};
    auto const check = [&](std::int64_t user, std::string_view step) {
        return code_of(check_duties(before, UserId{user}, step, 2));
    };
    EXPECT_EQ(check(1, "review"), "same_person");   // prepared it
    EXPECT_EQ(check(1, ""), "ok");                  // may prepare it again
    EXPECT_EQ(check(2, "review"), "ok");            // reviewed an earlier round
    EXPECT_EQ(check(2, "approve"), "same_person");  // reviewed, may not approve
    EXPECT_EQ(check(2, ""), "same_person");         // reviewed, may not prepare
    EXPECT_EQ(check(3, "review"), "same_person");   // signed this step already
    EXPECT_EQ(check(4, "review"), "ok");
}

}  // namespace
}  // namespace jincai::workflow

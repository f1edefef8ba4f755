#pragma once

// What the tests of this module share.

#include "modules/basics/basics_fixture.h"
#include "modules/workflow/module.h"
#include "modules/workflow/service.h"
#include "platform/api/caller.h"

namespace jincai::workflow {

using basics::code_of;

/// A person of county 990101, or of the school 205017 in it.
inline api::Caller a_person(std::int64_t id, std::string role, std::string unit = "") {
    api::Caller caller;
    caller.user_id = UserId{id};
    caller.user_name = role + std::to_string(id);
    caller.role = std::move(role);
    caller.region = RegionCode{"990101"};
    caller.unit = UnitCode{unit};
    caller.scope.region_prefix = "990101";
    caller.scope.own_region_only = true;
    caller.scope.region = caller.region;
    if (!unit.empty()) caller.scope.unit_prefixes = {unit};
    caller.permissions = {"execution.payment.review",
                          "execution.payment.approve",
                          "execution.freeze.opine",
                          "execution.freeze.approve",
                          "workflow.read",
                          "workflow.delegate"};
    return caller;
}

inline Definitions shipped_definitions() {
    auto loaded = Definitions::load(JINCAI_ROOT "/parameters/workflow");
    EXPECT_TRUE(loaded) << (loaded ? "" : text_of(loaded.error(), Language::en));
    return std::move(loaded).value_or(Definitions{});
}

class WorkflowTest : public basics::BasicsTest {
protected:
    WorkflowTest() { EXPECT_TRUE(storage::migrate(database.get(), {migrations()})); }

    static DocumentRef a_payment(std::int64_t id, Money amount, std::string project_class = "21") {
        return {.key = {RegionCode{"990101"}, "payment", id},
                .unit_code = UnitCode{"205017"},
                .number = "ZF-" + std::to_string(id),
                .title = "办公用品",
                .amount_fen = amount,
                .fund_code = FundCode{"11"},
                .project_class = std::move(project_class)};
    }

    /// Runs one act in its own transaction; a refusal rolls back.
    template <class Fn>
    auto act(Fn&& fn) {
        clock.advance(std::chrono::minutes{1});
        return database->write([&](storage::Session& session) { return fn(session, clock.now()); });
    }
    Result<Outcome> start(DocumentRef const& document, api::Caller const& by) {
        return act(
            [&](storage::Session& s, Timestamp at) { return engine.start(s, document, by, at); });
    }
    Result<Outcome> decide(DocumentRef const& document, api::Caller const& by,
                           Decision decision = Decision::approve, std::string_view opinion = "",
                           std::string_view step = "") {
        return act([&](storage::Session& s, Timestamp at) {
            return engine.decide(s, document.key, step, by, decision, opinion, at);
        });
    }
    Result<Outcome> withdraw(DocumentRef const& document, api::Caller const& by) {
        return act([&](storage::Session& s, Timestamp at) {
            return engine.withdraw(s, document.key, by, "金额有误", at);
        });
    }
    std::optional<std::string> step_of(DocumentRef const& document) {
        return database->read(
            [&](storage::Session& s) { return engine.open_step(s, document.key); });
    }

    Engine engine{shipped_definitions(), service};
    api::Caller handler = a_person(1001, "unit_handler", "205017");
    api::Caller reviewer = a_person(1002, "unit_reviewer", "205017");
    api::Caller unit_leader = a_person(1003, "unit_leader", "205017");
    api::Caller treasurer = a_person(1004, "treasury_division");
    api::Caller leader = a_person(1005, "bureau_leader");
    api::Caller line_section = a_person(1006, "business_division");
};

/// What an act came to, as one word: the outcome or the refusal.
inline std::string word(Result<Outcome> const& result) {
    if (!result) return std::string{result.error().code()};
    std::string text = boost::describe::enum_to_string(result->kind, "");
    if (!result->step.empty()) text += " " + result->step;
    return text;
}

}  // namespace jincai::workflow

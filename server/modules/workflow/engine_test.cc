#include <atomic>
#include <thread>

#include "modules/workflow/engine_holding.h"
#include "modules/workflow/workflow_fixture.h"

namespace jincai::workflow {
namespace {

using Flow = WorkflowTest;

TEST_F(Flow, goes_from_step_to_step_until_it_is_approved) {
    auto const payment = a_payment(1, yuan(1'000));
    EXPECT_EQ(word(start(payment, handler)), "moved unit_review");
    EXPECT_EQ(step_of(payment), "unit_review");
    EXPECT_EQ(word(decide(payment, reviewer)), "moved treasury_approve");
    EXPECT_EQ(word(decide(payment, treasurer)), "approved");
    EXPECT_EQ(step_of(payment), std::nullopt);
    EXPECT_EQ(word(decide(payment, treasurer)), "task_already_decided");
}

TEST_F(Flow, passes_more_steps_for_larger_amounts) {
    auto const payment = a_payment(1, yuan(6'000'000), "3");
    EXPECT_EQ(word(start(payment, handler)), "moved unit_review");
    EXPECT_EQ(word(decide(payment, reviewer)), "moved unit_leader");
    EXPECT_EQ(word(decide(payment, unit_leader)), "moved business_review");
    EXPECT_EQ(word(decide(payment, line_section)), "moved treasury_approve");
    EXPECT_EQ(word(decide(payment, treasurer)), "moved leader_approve");
    EXPECT_EQ(word(decide(payment, leader)), "approved");
}

TEST_F(Flow, of_wages_needs_one_other_person_and_no_tiers) {
    auto const wages = a_payment(1, yuan(6'000'000), "1");
    EXPECT_EQ(word(start(wages, handler)), "moved unit_review");
    EXPECT_EQ(word(decide(wages, handler)), "not_your_task");
    EXPECT_EQ(word(decide(wages, reviewer)), "approved");
}

TEST_F(Flow, takes_the_tiers_of_the_region_on_the_day_of_submission) {
    ASSERT_TRUE(
        service.put_parameter_values(basics::actor(9), {{.name = "workflow.payment_unit_leader_fen",
                                                         .region_code = "990100",
                                                         .value = "100000",
                                                         .effective_from = make_date(2026, 7, 1),
                                                         .document_number = "青财库〔2026〕3号"}}));
    auto const payment = a_payment(1, yuan(1'000));
    ASSERT_TRUE(start(payment, handler));
    EXPECT_EQ(word(decide(payment, reviewer)), "moved unit_leader");
}

TEST_F(Flow, is_refused_for_unknown_kinds_and_when_it_runs_already) {
    auto letter = a_payment(1, yuan(1));
    letter.key.kind = "letter";
    EXPECT_EQ(word(start(letter, handler)), "document_kind_unknown");
    auto const payment = a_payment(1, yuan(1));
    ASSERT_TRUE(start(payment, handler));
    EXPECT_EQ(word(start(payment, handler)), "flow_already_running");
}

TEST_F(Flow, comes_back_with_an_opinion_and_starts_its_next_round) {
    auto const payment = a_payment(1, yuan(1'000));
    ASSERT_TRUE(start(payment, handler));
    EXPECT_EQ(word(decide(payment, reviewer, Decision::send_back)), "opinion_missing");
    EXPECT_EQ(word(decide(payment, reviewer, Decision::send_back, "  ")), "opinion_missing");
    EXPECT_EQ(word(decide(payment, reviewer, Decision::send_back, std::string(1'001, 'x'))),
              "opinion_too_long");
    EXPECT_EQ(word(decide(payment, reviewer, Decision::send_back, "缺发票")), "returned");
    auto const again = start(payment, handler);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->round, 2);
    EXPECT_EQ(word(decide(payment, reviewer)), "moved treasury_approve");
    EXPECT_EQ(word(decide(payment, treasurer, Decision::reject, "不予支付")), "rejected");
    EXPECT_EQ(word(start(payment, handler)), "flow_rejected");
}

TEST_F(Flow, may_start_again_after_the_bank_sent_the_money_back) {
    auto const payment = a_payment(1, yuan(1'000));
    ASSERT_TRUE(start(payment, handler));
    ASSERT_TRUE(decide(payment, reviewer));
    ASSERT_EQ(word(decide(payment, treasurer)), "approved");
    EXPECT_EQ(word(start(payment, handler)), "moved unit_review");
}

TEST_F(Flow, keeps_duties_apart_over_all_rounds) {
    auto const payment = a_payment(1, yuan(1'000));
    ASSERT_TRUE(start(payment, handler));
    auto both = handler;
    both.role = "unit_reviewer";
    EXPECT_EQ(word(decide(payment, both)), "same_person");
    ASSERT_TRUE(decide(payment, reviewer));
    auto reviewer_as_treasurer = treasurer;
    reviewer_as_treasurer.user_id = reviewer.user_id;
    EXPECT_EQ(word(decide(payment, reviewer_as_treasurer)), "same_person");
    ASSERT_TRUE(decide(payment, treasurer, Decision::send_back, "改"));
    EXPECT_EQ(word(start(payment, reviewer)), "same_person");
    auto other = a_person(21, "unit_handler", "205017");
    ASSERT_TRUE(start(payment, other));
    EXPECT_EQ(word(decide(payment, both)), "same_person");  // prepared the first round
}

TEST_F(Flow, is_decided_only_in_the_own_role_region_and_unit) {
    auto const payment = a_payment(1, yuan(1'000));
    ASSERT_TRUE(start(payment, handler));
    EXPECT_EQ(word(decide(payment, treasurer)), "not_your_task");
    EXPECT_EQ(word(decide(payment, a_person(7, "unit_reviewer", "205001"))), "flow_not_found");
    auto province = a_person(8, "unit_reviewer");
    province.region = RegionCode{"990000"};
    province.scope = basics::scope_of("99");
    EXPECT_EQ(word(decide(payment, province)), "not_your_task");  // sees it, may not decide it
    province.scope.region_prefix = "9902";
    EXPECT_EQ(word(decide(payment, province)), "flow_not_found");
    auto without = reviewer;
    without.permissions.clear();
    EXPECT_EQ(word(decide(payment, without)), "not_your_task");
    EXPECT_EQ(step_of(payment), "unit_review");
}

TEST_F(Flow, refuses_a_decision_about_another_step_than_the_caller_saw) {
    auto const payment = a_payment(1, yuan(1'000));
    ASSERT_TRUE(start(payment, handler));
    EXPECT_EQ(word(decide(payment, reviewer, Decision::approve, "", "treasury_approve")),
              "task_already_decided");
    EXPECT_EQ(word(decide(payment, reviewer, Decision::approve, "", "unit_review")),
              "moved treasury_approve");
}

TEST_F(Flow, can_be_taken_back_until_somebody_has_decided) {
    auto const payment = a_payment(1, yuan(1'000));
    ASSERT_TRUE(start(payment, handler));
    EXPECT_EQ(word(withdraw(payment, a_person(22, "unit_handler", "205017"))), "not_the_preparer");
    EXPECT_EQ(word(withdraw(payment, handler)), "withdrawn");
    EXPECT_EQ(word(decide(payment, reviewer)), "task_already_decided");
    EXPECT_EQ(word(withdraw(payment, handler)), "task_already_decided");
    ASSERT_TRUE(start(payment, handler));
    ASSERT_TRUE(decide(payment, reviewer));
    EXPECT_EQ(word(withdraw(payment, handler)), "withdraw_too_late");
}

TEST_F(Flow, is_won_by_exactly_one_of_many_at_the_same_step) {
    auto const payment = a_payment(1, yuan(1'000));
    ASSERT_TRUE(start(payment, handler));
    std::atomic<int> won = 0;
    std::atomic<int> too_late = 0;
    std::vector<std::thread> people;
    for (std::int64_t id = 100; id < 108; ++id) {
        people.emplace_back([&, id] {
            auto const outcome = database->write([&](storage::Session& s) {
                return engine.decide(s, payment.key, "unit_review",
                                     a_person(id, "unit_reviewer", "205017"), Decision::approve, "",
                                     clock.now());
            });
            if (outcome) ++won;
            if (word(outcome) == "task_already_decided") ++too_late;
        });
    }
    for (std::thread& person : people) person.join();
    EXPECT_EQ(won, 1);
    EXPECT_EQ(too_late, 7);
    EXPECT_EQ(step_of(payment), "treasury_approve");
}

TEST_F(Flow, refuses_a_stale_decision_even_when_both_read_the_task_open) {
    auto const payment = a_payment(1, yuan(1'000));
    ASSERT_TRUE(start(payment, handler));
    auto const tasks =
        database->read([&](storage::Session& s) { return store::tasks(s, payment.key); });
    ASSERT_EQ(tasks.size(), 1U);
    store::Task decided = tasks.front();
    decided.action = Action::approved;
    decided.decided_at = clock.now();
    auto const write = [&] {
        return database->write(
            [&](storage::Session& s) -> Result<bool> { return store::decide(s, decided); });
    };
    EXPECT_EQ(write().value_or(false), true);
    EXPECT_EQ(write().value_or(true), false);
}

TEST_F(Flow, waits_for_all_signatures_of_a_countersigned_step) {
    auto definitions = Definitions::create({{.documents = {"payment"},
                                             .title_zh = "会签",
                                             .title_en = "joint",
                                             .steps = {{.name = "joint",
                                                        .role = "treasury_division",
                                                        .permission = "execution.payment.approve",
                                                        .signatures = 2}}}});
    ASSERT_TRUE(definitions);
    Engine const joint{*definitions, service};
    auto const payment = a_payment(1, yuan(1'000));
    auto const sign = [&](std::int64_t id) {
        return act([&](storage::Session& s, Timestamp at) {
            return joint.decide(s, payment.key, "", a_person(id, "treasury_division"),
                                Decision::approve, "同意", at);
        });
    };
    ASSERT_TRUE(act(
        [&](storage::Session& s, Timestamp at) { return joint.start(s, payment, handler, at); }));
    EXPECT_EQ(word(sign(31)), "waiting joint");
    EXPECT_EQ(word(sign(31)), "same_person");
    EXPECT_EQ(word(sign(32)), "approved");
}

TEST_F(Flow, waits_for_a_signer_who_was_added) {
    auto const payment = a_payment(1, yuan(1'000));
    ASSERT_TRUE(start(payment, handler));
    auto const expert = a_person(41, "performance_division");
    auto const add = [&](api::Caller const& by, Person const& signer) {
        return code_of(act([&](storage::Session& s, Timestamp at) {
            return engine.add_signer(s, payment.key, by, signer, "请核实", at);
        }));
    };
    EXPECT_EQ(add(treasurer, {expert.user_id, "expert"}), "not_your_task");
    EXPECT_EQ(add(reviewer, {handler.user_id, "handler"}), "same_person");
    EXPECT_EQ(add(reviewer, {expert.user_id, "expert"}), "ok");
    EXPECT_EQ(word(decide(payment, reviewer)), "not_your_task");
    EXPECT_EQ(word(decide(payment, expert)), "waiting unit_review");
    EXPECT_EQ(word(decide(payment, reviewer)), "moved treasury_approve");
}

TEST_F(Flow, goes_back_when_the_added_signer_objects) {
    auto const payment = a_payment(1, yuan(1'000));
    ASSERT_TRUE(start(payment, handler));
    auto const expert = a_person(41, "performance_division");
    ASSERT_TRUE(act([&](storage::Session& s, Timestamp at) {
        return engine.add_signer(s, payment.key, reviewer, {expert.user_id, "expert"}, "请核实",
                                 at);
    }));
    EXPECT_EQ(word(decide(payment, expert, Decision::send_back, "单价过高")), "returned");
    EXPECT_EQ(word(decide(payment, reviewer)), "task_already_decided");
}

TEST_F(Flow, passes_to_the_person_a_task_was_handed_to) {
    auto const payment = a_payment(1, yuan(1'000));
    ASSERT_TRUE(start(payment, handler));
    auto const other = a_person(51, "unit_reviewer", "205017");
    auto const hand_over = [&](Person const& to) {
        return code_of(act([&](storage::Session& s, Timestamp at) {
            return engine.hand_over(s, payment.key, reviewer, to, "调离", at);
        }));
    };
    EXPECT_EQ(hand_over({handler.user_id, "handler"}), "same_person");
    EXPECT_EQ(hand_over({other.user_id, "other"}), "ok");
    EXPECT_EQ(word(decide(payment, reviewer)), "not_your_task");
    EXPECT_EQ(word(decide(payment, other)), "moved treasury_approve");
}

TEST_F(Flow, can_be_recorded_as_approved_with_its_signatures) {
    auto const payment = a_payment(1, yuan(1'000));
    auto const record = [&](DocumentRef const& document, std::vector<Signature> const& signatures) {
        return act([&](storage::Session& s, Timestamp at) {
            return engine.record_approved(s, document, handler, signatures, at);
        });
    };
    EXPECT_EQ(word(record(payment, {{.user_id = handler.user_id, .step = "unit_review"}})),
              "same_person");
    EXPECT_EQ(word(record(payment, {{.user_id = UserId{2}, .step = "unit_review"},
                                    {.user_id = UserId{2}, .step = "treasury_approve"}})),
              "same_person");
    EXPECT_EQ(word(record(payment, {{.user_id = UserId{2}, .step = "unit_review"},
                                    {.user_id = UserId{4}, .step = "treasury_approve"}})),
              "approved");
    EXPECT_EQ(word(record(a_payment(2, yuan(1)), {})), "approved");
    auto const rows = database->read([&](storage::Session& s) {
        return s.value<std::int64_t>("select count(*) from workflow_task").value_or(0);
    });
    EXPECT_EQ(rows, 2);
}

TEST_F(Flow, that_was_ended_by_the_business_leaves_no_open_task) {
    auto const payment = a_payment(1, yuan(1'000));
    auto const cancel = [&] {
        return act([&](storage::Session& s, Timestamp at) {
            return engine.cancel(s, payment.key, handler, "作废", at);
        });
    };
    EXPECT_TRUE(cancel());  // nothing runs: nothing to do
    ASSERT_TRUE(start(payment, handler));
    EXPECT_TRUE(cancel());
    EXPECT_EQ(word(decide(payment, reviewer)), "task_already_decided");
}

TEST_F(Flow, starts_fast_enough_for_bulk_work) {
    constexpr int kCount = 5'000;
    auto const began = std::chrono::steady_clock::now();
    ASSERT_TRUE(database->write([&](storage::Session& s) -> Result<int> {
        for (int id = 1; id <= kCount; ++id) {
            auto const outcome = engine.start(s, a_payment(id, yuan(1)), handler, clock.now());
            if (!outcome) return std::unexpected(outcome.error());
        }
        return 0;
    }));
    std::chrono::duration<double> const took = std::chrono::steady_clock::now() - began;
    RecordProperty("starts_per_second", static_cast<int>(kCount / took.count()));
    EXPECT_LT(took.count(), 5.0);
}

}  // namespace
}  // namespace jincai::workflow

#include "modules/workflow/desk.h"

#include "modules/basics/places.h"
#include "modules/identity/module.h"
#include "modules/workflow/workflow_fixture.h"

namespace jincai::workflow {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class DeskTest : public WorkflowTest {
protected:
    DeskTest() { EXPECT_TRUE(storage::migrate(database.get(), {identity::migrations()})); }

    /// An account, and the caller that its session would be.
    api::Caller account(std::string const& name, identity::Role role,
                        std::string const& unit = "") {
        identity::GrantSpec grant;
        grant.role = role;
        grant.region_code = RegionCode{"990101"};
        if (!unit.empty()) grant.unit_prefixes = {unit};
        identity::Account wanted;
        wanted.user = {name, name, RegionCode{"990101"}, UnitCode{unit}};
        wanted.password = "Xk7mQw2z-Rt5v";
        wanted.must_change = false;
        wanted.grants = {grant};
        auto const id = identity_service.create_account(audit::system_actor(), wanted);
        EXPECT_TRUE(id) << (id ? "" : text_of(id.error(), Language::en));
        auto caller = a_person(id.value_or(UserId{}).value(),
                               boost::describe::enum_to_string(role, ""), unit);
        caller.user_name = name;
        return caller;
    }
    std::vector<std::int64_t> ids(api::Caller const& caller, TodoTab tab = TodoTab::pending) {
        std::vector<std::int64_t> list;
        for (auto const& item : desk.todo(caller, {.tab = tab}).items) {
            list.push_back(item.document_id);
        }
        return list;
    }

    basics::Places places{service};
    identity::Service identity_service{database.get(), clock, places, {.password_rounds = 100}};
    Desk desk{database.get(), clock, engine, service, identity_service};
};

TEST_F(DeskTest, shows_each_person_the_tasks_of_role_region_and_unit) {
    for (std::int64_t id : {1, 2, 3}) ASSERT_TRUE(start(a_payment(id, yuan(1'000)), handler));
    ASSERT_TRUE(decide(a_payment(2, yuan(1'000)), reviewer));
    EXPECT_THAT(ids(reviewer), ElementsAre(1, 3));
    EXPECT_THAT(ids(treasurer), ElementsAre(2));
    EXPECT_THAT(ids(a_person(60, "unit_reviewer", "205001")), IsEmpty());
    auto elsewhere = a_person(61, "unit_reviewer");
    elsewhere.region = RegionCode{"990201"};
    EXPECT_THAT(ids(elsewhere), IsEmpty());
    EXPECT_THAT(ids(handler), IsEmpty());
    EXPECT_THAT(ids(handler, TodoTab::initiated), ElementsAre(3, 2, 1));
    EXPECT_THAT(ids(reviewer, TodoTab::done), ElementsAre(2));
    auto const list = desk.todo(reviewer, {.list = {.limit = 1, .offset = 1}});
    EXPECT_EQ(list.total, 2);
    EXPECT_EQ(list.counts.pending, 2);
    EXPECT_EQ(list.counts.done, 1);
    ASSERT_EQ(list.items.size(), 1U);
    EXPECT_EQ(list.items[0].document_id, 3);
    EXPECT_EQ(list.items[0].unit_name, "第一中学");
    EXPECT_EQ(list.items[0].step_title, "单位审核");
    EXPECT_EQ(list.items[0].amount_fen, yuan(1'000));
}

TEST_F(DeskTest, leaves_out_what_the_person_submitted_and_other_kinds) {
    auto both = reviewer;
    ASSERT_TRUE(start(a_payment(1, yuan(1'000)), both));
    EXPECT_THAT(ids(both), IsEmpty());
    ASSERT_TRUE(start(a_payment(2, yuan(1'000)), handler));
    EXPECT_TRUE(desk.todo(both, {.list = {.document_kind = "cash_plan"}}).items.empty());
    EXPECT_EQ(desk.todo(both, {.list = {.document_kind = "payment"}}).items.size(), 1U);
}

TEST_F(DeskTest, tells_the_way_of_a_document_with_every_opinion) {
    auto const payment = a_payment(1, yuan(60'000));
    ASSERT_TRUE(start(payment, handler));
    ASSERT_TRUE(decide(payment, reviewer, Decision::send_back, "缺合同"));
    ASSERT_TRUE(start(payment, handler));
    ASSERT_TRUE(decide(payment, reviewer, Decision::approve, "同意"));
    auto const flow = desk.document(unit_leader, payment.key);
    ASSERT_TRUE(flow);
    EXPECT_EQ(flow->round, 2);
    ASSERT_EQ(flow->steps.size(), 3U);
    EXPECT_EQ(flow->steps[0].state, StepState::done);
    EXPECT_EQ(flow->steps[1].name, "unit_leader");
    EXPECT_EQ(flow->steps[1].state, StepState::open);
    EXPECT_TRUE(flow->steps[1].mine);
    EXPECT_EQ(flow->steps[2].state, StepState::ahead);
    std::vector<std::string> trail;
    for (TrailEntry const& entry : flow->trail) {
        trail.push_back(std::to_string(entry.round) + " " +
                        boost::describe::enum_to_string(entry.action, "") + " " + entry.opinion);
    }
    EXPECT_THAT(
        trail, ElementsAre("1 submitted ", "1 returned 缺合同", "2 submitted ", "2 approved 同意"));
    EXPECT_FALSE(desk.document(reviewer, payment.key)->steps[1].mine);
    EXPECT_EQ(code_of(desk.document(a_person(70, "unit_leader", "205001"), payment.key)),
              "flow_not_found");
    EXPECT_EQ(code_of(desk.document(reviewer, {RegionCode{"990101"}, "payment", 9})),
              "flow_not_found");
}

TEST_F(DeskTest, lets_a_delegate_act_and_shows_both_names) {
    auto const head = account("head", identity::Role::bureau_leader);
    auto const deputy = account("deputy", identity::Role::treasury_division);
    auto const payment = a_payment(1, yuan(6'000'000));
    ASSERT_TRUE(start(payment, handler));
    ASSERT_TRUE(decide(payment, reviewer));
    ASSERT_TRUE(decide(payment, unit_leader));
    ASSERT_TRUE(decide(payment, treasurer));
    EXPECT_EQ(word(decide(payment, deputy)), "not_your_task");
    DelegationWish const wish{.to_user_id = deputy.user_id,
                              .first_day = make_date(2026, 7, 10),
                              .last_day = make_date(2026, 7, 12),
                              .reason = "出差"};
    ASSERT_TRUE(desk.delegate(head, wish));
    EXPECT_THAT(ids(deputy), ElementsAre(1));
    EXPECT_EQ(desk.todo(deputy, {}).items[0].on_behalf_of, "head");
    EXPECT_EQ(desk.notices(deputy).at(0).kind, "delegated");
    EXPECT_EQ(word(decide(payment, deputy)), "approved");
    auto const flow = desk.document(treasurer, payment.key);
    ASSERT_TRUE(flow);
    EXPECT_EQ(flow->trail.back().actor_name, "deputy");
    EXPECT_EQ(flow->trail.back().principal_name, "head");
    EXPECT_EQ(audited("tasks_delegated"), 1);
}

TEST_F(DeskTest, ends_a_delegation_with_its_period_or_by_revoking_it) {
    auto const head = account("head", identity::Role::bureau_leader);
    auto const deputy = account("deputy", identity::Role::treasury_division);
    auto const payment = a_payment(1, yuan(6'000'000), "21");
    ASSERT_TRUE(start(payment, handler));
    ASSERT_TRUE(decide(payment, reviewer));
    ASSERT_TRUE(decide(payment, unit_leader));
    ASSERT_TRUE(decide(payment, treasurer));
    auto const given = desk.delegate(head, {.to_user_id = deputy.user_id,
                                            .first_day = make_date(2026, 7, 11),
                                            .last_day = make_date(2026, 7, 12),
                                            .reason = "出差"});
    ASSERT_TRUE(given);
    EXPECT_THAT(ids(deputy), IsEmpty());  // not begun
    clock.set(start_of(make_date(2026, 7, 12)));
    EXPECT_THAT(ids(deputy), ElementsAre(1));
    EXPECT_EQ(code_of(desk.revoke(deputy, given->id)), "delegation_not_found");
    EXPECT_EQ(code_of(desk.revoke(head, given->id)), "ok");
    EXPECT_THAT(ids(deputy), IsEmpty());
    EXPECT_EQ(desk.delegations(deputy).size(), 1U);
}

TEST_F(DeskTest, keeps_duties_apart_for_the_principal_too) {
    auto const one = account("one", identity::Role::treasury_division);
    auto const two = account("two", identity::Role::treasury_division);
    auto const payment = a_payment(1, yuan(1'000));
    ASSERT_TRUE(start(payment, one));
    ASSERT_TRUE(decide(payment, reviewer));
    ASSERT_TRUE(desk.delegate(one, {.to_user_id = two.user_id,
                                    .first_day = make_date(2026, 7, 10),
                                    .last_day = make_date(2026, 7, 10),
                                    .reason = "休假"}));
    auto other_role = two;
    other_role.role = "performance_division";
    EXPECT_EQ(word(decide(payment, other_role)), "same_person");
    EXPECT_EQ(word(decide(payment, two)), "approved");  // in the own role
}

TEST_F(DeskTest, refuses_delegations_that_make_no_sense) {
    auto const head = account("head", identity::Role::bureau_leader);
    auto const deputy = account("deputy", identity::Role::treasury_division);
    auto const with = [&](auto change) {
        DelegationWish wish{.to_user_id = deputy.user_id,
                            .first_day = make_date(2026, 7, 10),
                            .last_day = make_date(2026, 7, 10),
                            .reason = "出差"};
        change(wish);
        return code_of(desk.delegate(head, wish));
    };
    EXPECT_EQ(with([&](auto& wish) { wish.to_user_id = head.user_id; }), "delegation_to_self");
    EXPECT_EQ(with([](auto& wish) { wish.to_user_id = UserId{999}; }), "person_not_found");
    EXPECT_EQ(with([](auto& wish) { wish.first_day = make_date(2026, 7, 9); }),
              "delegation_period");
    EXPECT_EQ(with([](auto& wish) { wish.last_day = make_date(2026, 7, 9); }), "delegation_period");
    EXPECT_EQ(with([](auto& wish) { wish.last_day = make_date(2028, 7, 9); }), "delegation_period");
    EXPECT_EQ(with([](auto& wish) { wish.reason = ""; }), "opinion_missing");
    EXPECT_EQ(with([](auto&) {}), "ok");
    EXPECT_EQ(desk.colleagues(head, "dep").size(), 1U);
}

TEST_F(DeskTest, hands_tasks_over_and_adds_signers_with_a_record_and_a_notice) {
    auto const first = account("first", identity::Role::treasury_division);
    auto const second = account("second", identity::Role::treasury_division);
    auto const expert = account("expert", identity::Role::performance_division);
    auto const payment = a_payment(1, yuan(1'000));
    ASSERT_TRUE(start(payment, handler));
    ASSERT_TRUE(decide(payment, reviewer));
    EXPECT_EQ(code_of(desk.hand_over(first, payment.key, expert.user_id, "调离")),
              "person_unsuitable");
    auto const flow = desk.hand_over(first, payment.key, second.user_id, "调离");
    ASSERT_TRUE(flow);
    EXPECT_EQ(flow->steps[1].holder_name, "second");
    EXPECT_THAT(ids(first), IsEmpty());
    EXPECT_THAT(ids(second), ElementsAre(1));
    EXPECT_EQ(desk.notices(second).at(0).kind, "handed_over");
    ASSERT_TRUE(desk.add_signer(second, payment.key, expert.user_id, "请核实"));
    EXPECT_THAT(ids(second), IsEmpty());
    EXPECT_THAT(ids(expert), ElementsAre(1));
    EXPECT_EQ(word(decide(payment, expert)), "waiting treasury_approve");
    EXPECT_EQ(word(decide(payment, second)), "approved");
    EXPECT_EQ(audited("task_handed_over"), 1);
    EXPECT_EQ(audited("signer_added"), 1);
}

TEST_F(DeskTest, tells_the_preparer_what_came_back_until_it_is_read) {
    auto const payment = a_payment(1, yuan(1'000));
    ASSERT_TRUE(start(payment, handler));
    ASSERT_TRUE(decide(payment, reviewer, Decision::send_back, "缺发票"));
    EXPECT_EQ(desk.todo(handler, {}).counts.unread_notices, 1);
    auto const notices = desk.notices(handler);
    ASSERT_EQ(notices.size(), 1U);
    EXPECT_EQ(notices[0].kind, "returned");
    EXPECT_NE(notices[0].text.find("缺发票"), std::string::npos);
    // People are told the step, not an account's name.
    EXPECT_EQ(notices[0].text.find("reviewer"), std::string::npos) << notices[0].text;
    EXPECT_EQ(code_of(desk.mark_read(treasurer, notices[0].notice_id)), "notice_not_found");
    EXPECT_EQ(code_of(desk.mark_read(handler, notices[0].notice_id)), "ok");
    EXPECT_EQ(code_of(desk.mark_read(handler, notices[0].notice_id)), "ok");
    EXPECT_EQ(desk.todo(handler, {}).counts.unread_notices, 0);
    EXPECT_TRUE(desk.notices(handler)[0].read_at);
}

TEST_F(DeskTest, shows_notices_for_a_role_to_everybody_in_it) {
    ASSERT_TRUE(act([&](storage::Session& s, Timestamp at) -> Result<void> {
        notify(s,
               {.region_code = RegionCode{"990101"},
                .role = "unit_handler",
                .unit_code = UnitCode{"205017"},
                .kind = "unit_frozen",
                .text_zh = "第一中学已冻结",
                .text_en = "frozen"},
               at);
        return {};
    }));
    EXPECT_EQ(desk.notices(handler).size(), 1U);
    EXPECT_TRUE(desk.notices(a_person(80, "unit_handler", "205001")).empty());
    EXPECT_TRUE(desk.notices(treasurer).empty());
    ASSERT_TRUE(desk.mark_read(handler, desk.notices(handler)[0].notice_id));
    EXPECT_FALSE(desk.notices(a_person(81, "unit_handler", "205017"))[0].read_at);
}

}  // namespace
}  // namespace jincai::workflow

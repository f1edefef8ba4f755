#include "ledger/refusals.h"
#include "ledger/test_book.h"

namespace jincai::ledger {
namespace {

using testing::TestBook;
using testing::month;

class Payment : public ::testing::Test {
protected:
    TestBook a;

    void SetUp() override { a.must(a.issue(testing::a_line(1), yuan(1'000))); }
    Money bucket(int number, std::int64_t contract = 0) const {
        return a.balance(Account::plan, 1, plan_bucket(ContractId{contract}, month(number)));
    }
};

TEST_F(Payment, is_refused_step_by_step) {
    EXPECT_EQ(a.code(a.pay(1, 1, 3, Money{})), "amount_not_positive");
    EXPECT_EQ(a.code(a.pay(1, 1, 3, -yuan(1))), "amount_not_positive");
    EXPECT_EQ(a.code(a.pay(1, 1, 3, kMoneyMax + Money::from_fen(1))), "amount_too_large");
    EXPECT_EQ(a.code(a.pay(0, 1, 3, yuan(1))), "id_invalid");
    EXPECT_EQ(a.code(a.pay(1, 2, 3, yuan(1))), "quota_not_found");
    EXPECT_EQ(a.code(a.pay(1, 1, 3, yuan(1), 5)), "contract_not_found");
    EXPECT_EQ(a.code(a.pay(1, 1, 3, yuan(1'001))), "exceeds_available");
    EXPECT_EQ(a.code(a.pay(1, 1, 3, yuan(1'000))), "no_plan");
    a.must(a.plan(1, 3, yuan(100)));
    EXPECT_EQ(a.code(a.pay(1, 1, 3, yuan(101))), "exceeds_plan");
    EXPECT_EQ(a.code(a.pay(1, 1, 3, yuan(100))), "");
    EXPECT_EQ(a.code(a.pay(1, 1, 3, yuan(1))), "payment_exists");
}

TEST_F(Payment, says_what_is_left_and_on_what_ground) {
    auto const refused = a.run(a.pay(1, 1, 3, yuan(1'001)));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().spec->basis, "预算法第十三条；预算法实施条例第五十七条");
    EXPECT_NE(text_of(refused.error(), Language::zh).find("可用 1,000.00 元"), std::string::npos);
    EXPECT_NE(text_of(refused.error(), Language::en).find("1,000.00 yuan available"),
              std::string::npos);
}

TEST_F(Payment, needs_an_active_quota) {
    a.must(a.plan(1, 3, yuan(100)));
    a.must(ChangeQuotaStatus{a.in(3), {}, QuotaId{1}, QuotaStatus::suspended});
    EXPECT_EQ(a.code(a.pay(1, 1, 3, yuan(1))), "quota_suspended");
    a.must(ChangeQuotaStatus{a.in(3), {}, QuotaId{1}, QuotaStatus::active});
    a.must(a.pay(1, 1, 3, yuan(1)));
    a.must(ChangeQuotaStatus{a.in(3), {}, QuotaId{1}, QuotaStatus::ended});
    EXPECT_EQ(a.code(a.pay(2, 1, 3, yuan(1))), "quota_ended");
    EXPECT_EQ(a.code(ChangeQuotaStatus{a.in(3), {}, QuotaId{1}, QuotaStatus::active}),
              "quota_ended");
    a.must(a.give_back(1, 3));
}

TEST_F(Payment, takes_the_oldest_plan_first_in_cumulative_mode) {
    for (int number = 1; number <= 4; ++number) a.must(a.plan(1, number, yuan(100)));
    auto const booked = a.must(a.pay(1, 1, 3, yuan(250)));
    EXPECT_EQ(bucket(1), Money{});
    EXPECT_EQ(bucket(2), Money{});
    EXPECT_EQ(bucket(3), yuan(50));
    EXPECT_EQ(booked.payments[0].parts.size(), 3U);
    EXPECT_EQ(a.code(a.pay(2, 1, 3, yuan(51))), "exceeds_plan");
    a.must(a.give_back(1, 4));
    EXPECT_EQ(bucket(1), yuan(100));
    EXPECT_EQ(bucket(3), yuan(100));
}

TEST_F(Payment, takes_this_months_plan_alone_in_month_mode) {
    a.rules.plan_modes.fill(PlanMode::month);
    a.must(a.plan(1, 2, yuan(100)));
    a.must(a.plan(1, 3, yuan(100)));
    EXPECT_EQ(a.code(a.pay(1, 1, 3, yuan(101))), "exceeds_plan");
    a.must(a.pay(1, 1, 3, yuan(100)));
    EXPECT_EQ(bucket(2), yuan(100));
    EXPECT_EQ(a.code(a.pay(2, 1, 3, yuan(1))), "exceeds_plan");
    EXPECT_EQ(a.book.available(QuotaId{1}, {}, month(2), PlanMode::month), yuan(100));
    EXPECT_EQ(a.book.available(QuotaId{1}, {}, month(3), PlanMode::cumulative), yuan(100));
}

TEST_F(Payment, skips_plans_in_mode_none) {
    a.rules.plan_modes.fill(PlanMode::none);
    auto const target = a.must(a.plan(1, 3, yuan(100)));
    EXPECT_TRUE(target.lines.empty());
    EXPECT_EQ(a.book.scope(ScopeId{1}).months[2].plan, yuan(100));
    a.must(a.pay(1, 1, 3, yuan(300)));
    EXPECT_EQ(a.balance(Account::executable, 1), yuan(700));
    EXPECT_EQ(a.code(a.pay(2, 1, 3, yuan(701))), "exceeds_available");
    a.must(a.clear(1, 3));
    a.must(a.refund(1, 3, yuan(50)));
    EXPECT_EQ(a.balance(Account::executable, 1), yuan(750));
}

TEST_F(Payment, follows_the_mode_of_its_project_class) {
    a.rules.plan_modes = {PlanMode::none, PlanMode::month, PlanMode::cumulative};
    a.must(a.issue(testing::a_line(2, "205017", ProjectClass::personnel), yuan(10)));
    a.must(a.pay(1, 2, 3, yuan(10)));
    EXPECT_EQ(a.code(a.pay(2, 1, 3, yuan(10))), "no_plan");
}

TEST_F(Payment, draws_on_its_contract) {
    a.must(RegisterContract{a.in(1), ContractId{5}, QuotaId{1}, {}, yuan(400), {}});
    a.must(a.plan(1, 3, yuan(300), 5));
    a.must(a.plan(1, 3, yuan(100)));
    EXPECT_EQ(a.code(a.pay(1, 1, 3, yuan(401), 5)), "exceeds_contract");
    EXPECT_EQ(a.code(a.pay(1, 1, 3, yuan(301), 5)), "exceeds_plan");
    a.must(a.pay(1, 1, 3, yuan(300), 5));
    EXPECT_EQ(bucket(3), yuan(100));
    a.must(ChangeContract{a.in(3), ContractId{5}, QuotaId{1}, {}, true});
    EXPECT_EQ(a.code(a.pay(2, 1, 3, yuan(1), 5)), "contract_finished");
    a.must(a.clear(1, 3));
    a.must(a.refund(1, 3, yuan(20)));  // of a finished contract: usable by the quota again
    EXPECT_EQ(bucket(3), yuan(120));
}

TEST_F(Payment, is_refused_in_a_closed_or_foreign_month) {
    a.must(a.plan(1, 3, yuan(100)));
    a.must(CloseMonth{a.in(4), month(3)});
    EXPECT_EQ(a.code(a.pay(1, 1, 3, yuan(1))), "month_is_closed");
    EXPECT_EQ(a.code(CloseMonth{a.in(4), month(3)}), "month_is_closed");
    EXPECT_EQ(a.code(a.plan(1, 3, yuan(1))), "month_is_closed");
    EXPECT_EQ(a.code(ShiftPlan{a.in(4), {}, QuotaId{1}, month(3), month(4), yuan(1), {}}),
              "month_is_closed");
    EXPECT_EQ(a.code(ShiftPlan{a.in(4), {}, QuotaId{1}, month(4), month(3), yuan(1), {}}),
              "month_is_closed");
    a.must(OpenMonth{a.in(4), month(3)});
    EXPECT_EQ(a.code(OpenMonth{a.in(4), month(3)}), "month_not_closed");
    EXPECT_EQ(a.code(OpenMonth{a.in(4), month(13)}), "month_unknown");
    EXPECT_EQ(a.code(a.plan(1, 0, yuan(1))), "month_unknown");
    auto foreign = a.pay(1, 1, 3, yuan(1));
    foreign.header.date = make_date(2027, 1, 1);
    EXPECT_EQ(a.code(foreign), "date_outside_year");
    foreign.header.date = make_date(2026, 2, 30);
    EXPECT_EQ(a.code(foreign), "date_outside_year");
    a.must(a.pay(1, 1, 3, yuan(1)));
}

TEST_F(Payment, is_settled_once) {
    a.must(a.plan(1, 3, yuan(100)));
    a.must(a.pay(1, 1, 3, yuan(60)));
    EXPECT_EQ(a.code(a.refund(1, 3, yuan(1))), "payment_not_cleared");
    EXPECT_EQ(a.code(a.clear(2, 3)), "payment_not_found");
    a.must(a.clear(1, 3));
    EXPECT_EQ(a.code(a.clear(1, 3)), "payment_not_in_flight");
    EXPECT_EQ(a.code(a.give_back(1, 3)), "payment_not_in_flight");
    EXPECT_EQ(a.code(a.refund(1, 3, yuan(61))), "exceeds_paid");
    a.must(a.refund(1, 3, yuan(40)));
    EXPECT_EQ(a.code(a.refund(1, 3, yuan(21))), "exceeds_paid");
    a.must(a.refund(1, 4, yuan(20)));
    EXPECT_EQ(bucket(3), yuan(80));
    EXPECT_EQ(bucket(4), yuan(20));
    EXPECT_EQ(a.book.balance(Account::paid), Money{});
}

TEST_F(Payment, of_an_earlier_year_restores_no_quota) {
    auto refund = a.refund(4711, 3, yuan(30));
    EXPECT_EQ(a.code(refund), "payment_not_found");
    refund.payment_year = FiscalYear{2025};
    auto const booked = a.must(refund);
    EXPECT_TRUE(booked.lines.empty());
    EXPECT_EQ(a.book.surplus(), yuan(30));
}

TEST_F(Payment, is_booked_once_per_command) {
    a.must(a.plan(1, 3, yuan(100)));
    auto const first = a.pay(1, 1, 3, yuan(10));
    auto const seq = a.must(first).seq;
    auto const again = decide(a.book, first, a.rules);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().spec, &refusals::already_booked);
    EXPECT_EQ(booked_seq(again.error()), seq);
    auto other = first;
    other.header.body_digest ^= 1;
    auto const reused = decide(a.book, other, a.rules);
    EXPECT_EQ(reused.error().spec, &refusals::command_id_reused);
    EXPECT_EQ(booked_seq(reused.error()), std::nullopt);
    other.header.command_id = "";
    EXPECT_EQ(a.code(other), "command_id_invalid");
    other.header.command_id = std::string(65, 'x');
    EXPECT_EQ(a.code(other), "command_id_invalid");
}

class PaymentBatch : public Payment {
protected:
    static PaymentOrder order(std::int64_t payment, Money amount, std::int64_t quota = 1) {
        return {PaymentId{payment}, QuotaId{quota}, {}, amount, false, 0};
    }
    void SetUp() override {
        Payment::SetUp();
        a.must(a.plan(1, 3, yuan(100)));
    }
};

TEST_F(PaymentBatch, is_booked_whole_or_not_at_all) {
    SubmitPayments batch{a.in(3), BatchMode::all_or_nothing,
                         {order(1, yuan(60)), order(2, yuan(41))}};
    auto const refused = a.run(batch);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code(), "exceeds_plan");
    EXPECT_EQ(refused.error().path, "/orders/1");
    EXPECT_EQ(a.book.balance(Account::in_flight), Money{});
    batch.orders[1].amount = yuan(40);
    EXPECT_EQ(a.must(batch).payments.size(), 2U);
    EXPECT_EQ(bucket(3), Money{});
}

TEST_F(PaymentBatch, books_line_by_line_what_it_can) {
    auto const booked = a.must(SubmitPayments{
        a.in(3),
        BatchMode::line_by_line,
        {order(1, yuan(60)), order(2, yuan(41)), order(1, yuan(1)), order(3, yuan(40))}});
    EXPECT_EQ(booked.payments.size(), 2U);
    ASSERT_EQ(booked.refused.size(), 2U);
    EXPECT_EQ(booked.refused[0], (RefusedLine{1, "exceeds_plan"}));
    EXPECT_EQ(booked.refused[1], (RefusedLine{2, "payment_exists"}));
    EXPECT_EQ(a.code(SubmitPayments{a.in(3), BatchMode::line_by_line, {order(9, yuan(1))}}),
              "no_plan");
    EXPECT_EQ(a.code(SubmitPayments{a.in(3), BatchMode::line_by_line, {}}), "nothing_to_book");
}

TEST_F(PaymentBatch, tells_the_caller_why_with_figures) {
    auto const booked = a.must(SubmitPayments{
        a.in(3), BatchMode::line_by_line, {order(1, yuan(60)), order(2, yuan(41))}});
    ASSERT_EQ(booked.refused.size(), 1U);
    EXPECT_NE(text_of(booked.refused[0].error, Language::en).find("40.00"), std::string::npos);
    EXPECT_TRUE(decode(encode(booked))->refused[0].error.spec == nullptr);
}

TEST_F(PaymentBatch, goes_back_whole_or_not_at_all) {
    a.must(SubmitPayments{a.in(3), BatchMode::all_or_nothing,
                          {order(1, yuan(60)), order(2, yuan(40))}});
    auto const twice =
        a.run(ReturnPayments{a.in(4), {PaymentId{1}, PaymentId{2}, PaymentId{1}}});
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().code(), "payment_not_in_flight");
    EXPECT_EQ(twice.error().path, "/payments/2");
    EXPECT_EQ(a.code(ReturnPayments{a.in(4), {}}), "nothing_to_book");
    EXPECT_EQ(bucket(3), Money{});
    auto const back = a.must(ReturnPayments{a.in(4), {PaymentId{1}, PaymentId{2}}});
    EXPECT_EQ(back.payments.size(), 2U);
    EXPECT_EQ(bucket(3), yuan(100));
    EXPECT_EQ(a.book.balance(Account::in_flight), Money{});
    EXPECT_EQ(a.code(ReturnPayments{a.in(4), {PaymentId{2}}}), "payment_not_in_flight");
}

TEST_F(PaymentBatch, freezes_in_its_own_order) {
    a.rules.freeze_basis = "某财预〔2026〕1号";
    a.must(a.plan(1, 1, yuan(100)));
    a.must(a.plan(1, 4, yuan(100)));
    a.must(a.pay(9, 1, 3, yuan(101)));
    auto const booked = a.must(SubmitPayments{
        a.in(4), BatchMode::line_by_line, {order(1, yuan(100)), order(2, yuan(1)),
                                           order(3, yuan(1))}});
    EXPECT_EQ(booked.freezes.size(), 1U);
    EXPECT_EQ(booked.freezes[0].trigger, PaymentId{2});
    ASSERT_EQ(booked.refused.size(), 1U);
    EXPECT_EQ(booked.refused[0].code, "scope_frozen");
}

}  // namespace
}  // namespace jincai::ledger

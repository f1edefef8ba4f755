#include <thread>

#include "modules/execution/execution_fixture.h"

namespace jincai::execution::testing {
namespace {

TEST_F(Execution, a_payment_goes_from_application_to_clearing_with_four_people) {
    auto const id_of_quota = quota(kSchool, ProjectClass::operating, yuan(120'000), yuan(40'000), 3);
    auto const id = pay(id_of_quota, yuan(1'000));
    storage_ok(id);
    auto& payments = service_->payments();
    EXPECT_EQ(payments.view(handler_, *id)->payment.status, PaymentStatus::submitted);
    storage_ok(payments.approve(reviewer_, *id, {}));
    EXPECT_EQ(payments.view(handler_, *id)->payment.status, PaymentStatus::submitted);
    storage_ok(payments.approve(treasury_, *id, {.opinion = "同意"}));
    EXPECT_EQ(payments.view(handler_, *id)->payment.status, PaymentStatus::approved);
    EXPECT_EQ(payments.seal(treasury_, *id).error().code(), "same_person");
    storage_ok(payments.seal(second_treasury_, *id));
    storage_ok(payments.clear(second_treasury_, *id, {.bank_reference = "B1"}));
    auto const view = payments.view(handler_, *id);
    EXPECT_EQ(view->payment.status, PaymentStatus::cleared);
    EXPECT_EQ(view->amount_capital, "人民币壹仟元整");
    EXPECT_EQ(view->quota_available_fen, yuan(119'000));
    EXPECT_EQ(payments.clear(second_treasury_, *id, {.bank_reference = "B1"}).error().code(),
              "wrong_status");
}

TEST_F(Execution, the_preview_says_what_the_booking_then_does_at_the_yellow_line) {
    auto const id = quota(kSchool, ProjectClass::operating, yuan(120'000), yuan(40'000), 3);
    storage_ok(pay(id, yuan(32'000)));
    EXPECT_EQ(service_->quotas().quota(handler_, id)->light.light, Light::green);  // 80.00 %
    auto const preview =
        service_->payments().preview(handler_, {.quota_id = id, .amount_fen = Money::from_fen(1)});
    storage_ok(preview);
    EXPECT_TRUE(preview->allowed);
    EXPECT_EQ(preview->light_before.light, Light::green);
    EXPECT_EQ(preview->light_after.light, Light::yellow);
    storage_ok(pay(id, Money::from_fen(1)));
    auto const after = service_->quotas().quota(handler_, id)->light;
    EXPECT_EQ(after.light, Light::yellow);
    EXPECT_EQ(after.spend_fen, preview->light_after.spend_fen);
}

TEST_F(Execution, beyond_the_plan_is_refused_by_preview_and_booking_alike) {
    auto const id = quota(kSchool, ProjectClass::operating, yuan(120'000), yuan(30'000), 3);
    auto const preview =
        service_->payments().preview(handler_, {.quota_id = id, .amount_fen = yuan(90'001)});
    storage_ok(preview);
    EXPECT_FALSE(preview->allowed);
    EXPECT_EQ(*preview->refusal_code, "exceeds_plan");
    EXPECT_EQ(pay(id, yuan(90'001)).error().code(), "exceeds_plan");
    storage_ok(pay(id, yuan(90'000)));
}

TEST_F(Execution, two_overspent_months_freeze_public_use_but_not_wages_until_two_people_lift_it) {
    auto const use = quota(kSchool, ProjectClass::operating, yuan(500'000), yuan(40'000), 12);
    auto const wages = quota(kSchool, ProjectClass::personnel, yuan(500'000), yuan(40'000), 12);
    storage_ok(pay(use, yuan(41'000)));  // March above its own plan, within January to March
    clock_.set(noon(make_date(2026, 4, 8)));
    storage_ok(pay(use, yuan(41'000)));
    EXPECT_EQ(pay(use, yuan(1)).error().code(), "scope_frozen");
    storage_ok(pay(wages, yuan(30'000)));

    auto& freezes = service_->freezes();
    auto const page = freezes.list(handler_, {});
    ASSERT_EQ(page.total, 1);
    auto const freeze = page.items.front().id;
    EXPECT_EQ(freezes.request(handler_, freeze, {.reason = "", .correction_plan = "x"}).error().path,
              "/reason");
    storage_ok(freezes.request(handler_, freeze,
                               {.reason = "设备集中到货", .correction_plan = "五月起按计划支付"}));
    storage_ok(freezes.approve(business_, freeze, {.opinion = "情况属实"}));
    EXPECT_EQ(freezes.approve(business_, freeze, {}).error().spec->kind, RefusalKind::forbidden);
    storage_ok(freezes.approve(treasury_, freeze, {.opinion = "同意"}));
    EXPECT_EQ(pay(use, yuan(1)).error().code(), "scope_frozen");
    storage_ok(freezes.approve(leader_, freeze, {.opinion = "同意解冻"}));
    EXPECT_EQ(freezes.view(handler_, freeze)->status, FreezeStatus::lifted);
    storage_ok(pay(use, yuan(1)));
}

TEST_F(Execution, the_same_key_gives_the_same_payment_and_another_body_is_refused) {
    auto const id = quota(kSchool, ProjectClass::operating, yuan(120'000), yuan(40'000), 3);
    auto& payments = service_->payments();
    auto const first = payments.create(handler_, payment(id, yuan(100)), "key-00000001");
    auto const again = payments.create(handler_, payment(id, yuan(100)), "key-00000001");
    storage_ok(first);
    storage_ok(again);
    EXPECT_EQ(*first, *again);
    EXPECT_EQ(payments.list(handler_.scope, {}).total, 1);
    EXPECT_EQ(payments.create(handler_, payment(id, yuan(200)), "key-00000001").error().code(),
              "command_id_reused");
}

TEST_F(Execution, what_lies_outside_the_scope_looks_absent) {
    auto const id = quota(kSchool, ProjectClass::operating, yuan(120'000), yuan(40'000), 3);
    auto const paid = pay(id, yuan(100));
    auto const other = person(41, "unit_handler", kOtherSchool);
    EXPECT_EQ(service_->payments().view(other, *paid).error().code(), "payment_unknown");
    EXPECT_EQ(service_->payments().view(other, PaymentId{999'999}).error().code(),
              "payment_unknown");
    EXPECT_EQ(service_->quotas().quota(other, id).error().code(), "quota_unknown");
    EXPECT_EQ(service_->payments().list(other.scope, {}).total, 0);
}

TEST_F(Execution, sixty_four_clients_racing_for_the_last_money_get_exactly_what_is_there) {
    auto const id = quota(kSchool, ProjectClass::operating, yuan(3'000), yuan(1'000), 3);
    std::atomic<int> booked = 0;
    std::vector<std::thread> clients;
    for (int i = 0; i < 64; ++i)
        clients.emplace_back([&] {
            if (pay(id, yuan(100))) ++booked;
        });
    for (auto& client : clients) client.join();
    EXPECT_EQ(booked, 30);
    EXPECT_EQ(service_->quotas().quota(handler_, id)->available_fen, Money{});
}

TEST_F(Execution, of_two_approvals_at_once_exactly_one_wins) {
    auto const id = quota(kSchool, ProjectClass::operating, yuan(120'000), yuan(40'000), 3);
    auto const paid = *pay(id, yuan(100));
    storage_ok(service_->payments().approve(reviewer_, paid, {}));
    std::atomic<int> won = 0;
    std::thread first{[&] { won += service_->payments().approve(treasury_, paid, {}).has_value(); }};
    std::thread second{
        [&] { won += service_->payments().approve(second_treasury_, paid, {}).has_value(); }};
    first.join();
    second.join();
    EXPECT_EQ(won, 1);
}

TEST_F(Execution, a_return_needs_an_opinion_and_gives_the_plan_back) {
    auto const id = quota(kSchool, ProjectClass::operating, yuan(3'000), yuan(1'000), 3);
    auto const paid = *pay(id, yuan(3'000));
    auto& payments = service_->payments();
    EXPECT_EQ(payments.give_back(reviewer_, paid, {}).error().code(), "opinion_missing");
    EXPECT_EQ(service_->quotas().quota(handler_, id)->available_fen, Money{});
    storage_ok(payments.give_back(reviewer_, paid, {.opinion = "缺少验收单"}));
    EXPECT_EQ(service_->quotas().quota(handler_, id)->available_fen, yuan(3'000));
    storage_ok(payments.submit(handler_, paid));
    EXPECT_EQ(payments.view(handler_, paid)->payment.status, PaymentStatus::submitted);
}

TEST_F(Execution, a_refund_of_the_year_restores_the_plan_and_never_exceeds_what_is_left) {
    auto const id = quota(kSchool, ProjectClass::operating, yuan(3'000), yuan(1'000), 3);
    auto const paid = *pay(id, yuan(2'000));
    auto& payments = service_->payments();
    storage_ok(payments.approve(reviewer_, paid, {}));
    storage_ok(payments.approve(treasury_, paid, {}));
    storage_ok(payments.seal(second_treasury_, paid));
    storage_ok(payments.clear(second_treasury_, paid, {.bank_reference = "B1"}));
    RefundRequest const refund{.amount_fen = yuan(500), .reason = "退货", .bank_reference = "B2"};
    storage_ok(payments.refund(second_treasury_, paid, refund));
    EXPECT_EQ(service_->quotas().quota(handler_, id)->available_fen, yuan(1'500));
    EXPECT_EQ(payments.refund(second_treasury_, paid, {.amount_fen = yuan(1'501)}).error().code(),
              "refund_exceeds_payment");
}

TEST_F(Execution, the_form_is_refused_with_the_path_and_nothing_is_written) {
    auto const id = quota(kSchool, ProjectClass::operating, yuan(3'000), yuan(1'000), 3);
    auto wanted = payment(id, yuan(100));
    wanted.payees.front().amount_fen = yuan(99);
    EXPECT_EQ(service_->payments().create(handler_, wanted, std::nullopt).error().path, "/payees");
    wanted = payment(id, Money{});
    EXPECT_EQ(service_->payments().create(handler_, wanted, std::nullopt).error().path,
              "/amount_fen");
    EXPECT_EQ(service_->payments().list(handler_.scope, {}).total, 0);
}

}  // namespace
}  // namespace jincai::execution::testing

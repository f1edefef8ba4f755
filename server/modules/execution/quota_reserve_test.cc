#include <thread>

#include "modules/execution/execution_fixture.h"
#include "modules/execution/verify.h"

namespace jincai::execution::testing {
namespace {

/// Two quotas of one school, payable without a plan, and the people who move money between them.
class Movements : public Execution {
protected:
    Movements() {
        storage_ok(basics_.put_parameter_values(
            actor_, {{.name = "execution.plan_mode",
                      .region_code = "",
                      .value = "none",
                      .effective_from = make_date(2026, 1, 1),
                      .document_number = "云岭财预〔2026〕2号",
                      .reason = "测试"}}));
        from_ = quota(kSchool, ProjectClass::operating, yuan(1'000), yuan(100), 1);
        to_ = quota(kSchool, ProjectClass::operating, yuan(10), yuan(10), 1);
    }

    NewQuotaDocument document(QuotaDocumentKind kind, Money amount) {
        QuotaDocumentLine line{.from_quota_id = from_, .amount_fen = amount};
        if (kind == QuotaDocumentKind::transfer) line.to_quota_id = to_;
        return {.region_code = kCounty,
                .fiscal_year = FiscalYear{2026},
                .kind = kind,
                .title = "公用经费调剂",
                .reason = "设备更新",
                .lines = {line},
                .submit = true};
    }
    DocumentId submitted(QuotaDocumentKind kind, Money amount) {
        auto const id = service_->quotas().create(preparer_, document(kind, amount));
        storage_ok(id);
        return *id;
    }
    void decide_all(DocumentId id) {
        if (service_->quotas().view(system_, id)->open_step == "business_review")
            storage_ok(service_->quotas().approve(business_, id, {}));
        storage_ok(service_->quotas().approve(budget_, id, {}));
    }
    QuotaItem statement(QuotaId id) { return service_->quotas().quota(system_, id)->quota; }
    void expect_sound() {
        service_->projector().wait_idle();
        auto const report = verify(database_.get(), basics_, folder_.path() / "heads");
        EXPECT_TRUE(report.ok) << (report.first_bad ? report.first_bad->detail : "");
    }

    api::Caller preparer_ = person(51, "budget_division");
    api::Caller budget_ = person(52, "budget_division");
    QuotaId from_;
    QuotaId to_;
};

TEST_F(Movements, what_a_transfer_takes_is_reserved_until_it_is_decided) {
    auto const id = submitted(QuotaDocumentKind::transfer, yuan(600));
    EXPECT_EQ(statement(from_).reserved_fen, yuan(600));
    EXPECT_EQ(statement(from_).executable_fen, yuan(400));
    EXPECT_EQ(pay(from_, yuan(401)).error().code(), "exceeds_available");
    storage_ok(pay(from_, yuan(400)));
    expect_sound();
    decide_all(id);
    EXPECT_EQ(service_->quotas().view(system_, id)->status, DocumentStatus::effective);
    EXPECT_EQ(statement(from_).reserved_fen, Money{});
    EXPECT_EQ(statement(from_).issued_fen, yuan(400));
    EXPECT_EQ(statement(to_).executable_fen, yuan(610));
    expect_sound();
}

TEST_F(Movements, a_return_and_a_withdrawal_give_the_money_back_and_both_can_be_submitted_again) {
    auto& quotas = service_->quotas();
    auto const id = submitted(QuotaDocumentKind::transfer, yuan(600));
    storage_ok(quotas.give_back(business_, id, {.opinion = "请附说明"}));
    EXPECT_EQ(statement(from_).executable_fen, yuan(1'000));
    storage_ok(quotas.submit(preparer_, id, {}));
    EXPECT_EQ(statement(from_).reserved_fen, yuan(600));
    storage_ok(quotas.withdraw(preparer_, id, {}));
    EXPECT_EQ(statement(from_).executable_fen, yuan(1'000));
    expect_sound();
    storage_ok(quotas.submit(preparer_, id, {}));
    decide_all(id);
    EXPECT_EQ(statement(from_).issued_fen, yuan(400));
    expect_sound();
}

TEST_F(Movements, a_returned_document_is_voided_and_holds_nothing) {
    auto& quotas = service_->quotas();
    auto const id = submitted(QuotaDocumentKind::decrease, yuan(600));
    EXPECT_EQ(quotas.void_draft(preparer_, id, {}).error().code(), "wrong_status");
    storage_ok(quotas.give_back(budget_, id, {.opinion = "不予追减"}));
    storage_ok(quotas.void_draft(preparer_, id, {.opinion = "作废"}));
    EXPECT_EQ(quotas.view(system_, id)->status, DocumentStatus::voided);
    EXPECT_EQ(quotas.submit(preparer_, id, {}).error().code(), "wrong_status");
    storage_ok(pay(from_, yuan(1'000)));
    expect_sound();
}

TEST_F(Movements, a_submission_beyond_the_money_is_refused_and_leaves_no_document) {
    storage_ok(pay(from_, yuan(500)));
    auto const refused =
        service_->quotas().create(preparer_, document(QuotaDocumentKind::decrease, yuan(501)));
    EXPECT_EQ(refused.error().code(), "exceeds_available");
    EXPECT_EQ(refused.error().path, "/lines/0");
    EXPECT_EQ(service_->quotas().list(system_.scope, {.kind = "decrease"}).total, 0);
}

TEST_F(Movements, a_freeze_and_an_unfreeze_of_a_part_hold_their_source_side_too) {
    auto const freeze = submitted(QuotaDocumentKind::freeze, yuan(700));
    EXPECT_EQ(pay(from_, yuan(301)).error().code(), "exceeds_available");
    decide_all(freeze);
    EXPECT_EQ(statement(from_).frozen_fen, yuan(700));
    EXPECT_EQ(pay(from_, yuan(301)).error().code(), "exceeds_available");
    auto const lift = submitted(QuotaDocumentKind::unfreeze, yuan(500));
    EXPECT_EQ(statement(from_).frozen_fen, yuan(200));
    EXPECT_EQ(statement(from_).reserved_fen, yuan(500));
    EXPECT_EQ(service_->quotas()
                  .create(preparer_, document(QuotaDocumentKind::unfreeze, yuan(201)))
                  .error()
                  .code(),
              "exceeds_balance");
    decide_all(lift);
    EXPECT_EQ(statement(from_).executable_fen, yuan(800));
    storage_ok(pay(from_, yuan(800)));
    expect_sound();
}

TEST_F(Movements, a_decrease_never_reaches_money_that_is_in_flight) {
    storage_ok(pay(from_, yuan(900)));
    EXPECT_EQ(service_->quotas()
                  .create(preparer_, document(QuotaDocumentKind::decrease, yuan(101)))
                  .error()
                  .code(),
              "exceeds_available");
    auto const id = submitted(QuotaDocumentKind::decrease, yuan(100));
    decide_all(id);
    EXPECT_EQ(statement(from_).issued_fen, yuan(900));
    EXPECT_EQ(statement(from_).in_flight_fen, yuan(900));
    expect_sound();
}

TEST_F(Movements, a_payment_and_a_transfer_racing_for_the_same_money_have_one_winner) {
    for (int round = 0; round < 20; ++round) {
        auto const quota_id = quota(kSchool, ProjectClass::operating, yuan(100), yuan(100), 1);
        auto wanted = document(QuotaDocumentKind::transfer, yuan(100));
        wanted.lines.front().from_quota_id = quota_id;
        bool moved = false;
        bool paid = false;
        std::thread first{[&] { moved = service_->quotas().create(preparer_, wanted).has_value(); }};
        std::thread second{[&] { paid = pay(quota_id, yuan(100)).has_value(); }};
        first.join();
        second.join();
        EXPECT_NE(moved, paid) << round;
    }
    expect_sound();
}

TEST_F(Movements, what_nobody_may_allow_is_refused_at_the_entry) {
    auto const wages = quota(kSchool, ProjectClass::personnel, yuan(100), yuan(10), 1);
    auto wanted = document(QuotaDocumentKind::transfer, yuan(1));
    wanted.lines.front().from_quota_id = wages;
    EXPECT_EQ(service_->quotas().create(preparer_, wanted).error().code(), "transfer_refused");
}

TEST_F(Movements, between_departments_the_last_step_counts_not_the_first) {
    basics::Unit const department{.region_code = kCounty,
                                  .code = UnitCode{"301"},
                                  .name = "文化局",
                                  .department_code = UnitCode{"301"},
                                  .type = basics::UnitType::administrative,
                                  .valid_from = make_date(2020, 1, 1)};
    auto museum = department;
    museum.code = UnitCode{"301001"};
    museum.name = "文化馆";
    museum.parent_code = department.code;
    museum.type = basics::UnitType::institution_one;
    storage_ok(basics_.put_units(actor_, {department, museum}));
    auto wanted = document(QuotaDocumentKind::transfer, yuan(50));
    wanted.lines.front().to_quota_id =
        quota(museum.code, ProjectClass::operating, yuan(10), yuan(10), 1);
    auto const id = service_->quotas().create(preparer_, wanted);
    storage_ok(id);
    decide_all(*id);
    EXPECT_EQ(statement(from_).issued_fen, yuan(950));
}

TEST_F(Movements, money_reserved_in_one_life_of_the_program_is_reserved_in_the_next) {
    auto const id = submitted(QuotaDocumentKind::transfer, yuan(600));
    open();
    EXPECT_EQ(pay(from_, yuan(401)).error().code(), "exceeds_available");
    decide_all(id);
    EXPECT_EQ(statement(to_).executable_fen, yuan(610));
    expect_sound();
}

TEST_F(Movements, after_the_year_has_ended_what_waits_is_given_back_into_it) {
    auto const id = submitted(QuotaDocumentKind::transfer, yuan(600));
    auto const paid = pay(from_, yuan(400));
    storage_ok(paid);
    clock_.set(noon(make_date(2027, 1, 5)));
    storage_ok(service_->quotas().give_back(business_, id, {.opinion = "年度终了"}));
    storage_ok(service_->payments().give_back(reviewer_, *paid, {.opinion = "年度终了"}));
    EXPECT_EQ(statement(from_).executable_fen, yuan(1'000));
    auto const entries = service_->quotas().entries(system_, from_, {});
    service_->projector().wait_idle();
    EXPECT_EQ(service_->quotas().entries(system_, from_, {})->items.front().day,
              make_date(2026, 12, 31));
    EXPECT_EQ(pay(from_, yuan(1)).error().code(), "date_outside_year");
    expect_sound();
}

TEST_F(Movements, verification_notices_money_that_waits_for_nothing) {
    auto const id = submitted(QuotaDocumentKind::transfer, yuan(600));
    service_->projector().wait_idle();
    (void)database_->write([&](storage::Session& session) -> Result<void> {
        session.execute("update quota_document set status = 'voided' where id = :i", id);
        return {};
    });
    auto const report = verify(database_.get(), basics_, folder_.path() / "heads");
    EXPECT_FALSE(report.ok);
    EXPECT_FALSE(report.checks.at("reserved"));
}

}  // namespace
}  // namespace jincai::execution::testing

#include <thread>

#include "modules/execution/execution_fixture.h"

/// Two people at one document: an old screen is told what changed, and of two acts one wins.
namespace jincai::execution::testing {
namespace {

class Versions : public Execution {
protected:
    Versions() {
        quota_ = quota(kSchool, ProjectClass::operating, yuan(120'000), yuan(10'000), 3);
    }

    NewQuotaDocument transfer() {
        return {.region_code = kCounty,
                .fiscal_year = FiscalYear{2026},
                .kind = QuotaDocumentKind::decrease,
                .title = "追减公用经费",
                .reason = "压减一般性支出",
                .lines = {{.from_quota_id = quota_, .amount_fen = yuan(100)}}};
    }
    NewPlanDocument plan() {
        return {.region_code = kCounty,
                .fiscal_year = FiscalYear{2026},
                .kind = PlanDocumentKind::plan,
                .unit_code = kSchool,
                .title = "四月用款计划",
                .reason = "按月申报",
                .lines = {{.quota_id = quota_,
                           .month = FiscalMonth{4},
                           .amount_fen = yuan(500)}}};
    }
    template <class First, class Second>
    static int winners(First first, Second second) {
        std::atomic<int> won = 0;
        std::thread one{[&] { won += first(); }};
        std::thread two{[&] { won += second(); }};
        one.join();
        two.join();
        return won;
    }

    api::Caller preparer_ = person(51, "budget_division");
    api::Caller budget_ = person(52, "budget_division");
    api::Caller second_budget_ = person(53, "budget_division");
    QuotaId quota_;
};

TEST_F(Versions, an_old_screen_of_a_quota_document_is_told_who_changed_what) {
    auto& quotas = service_->quotas();
    auto const id = *quotas.create(preparer_, transfer());
    QuotaDocumentEdit edit{.revision = 1,
                           .title = "追减公用经费（第一批）",
                           .reason = "压减一般性支出",
                           .lines = {{.from_quota_id = quota_, .amount_fen = yuan(200)}}};
    storage_ok(quotas.edit(preparer_, id, edit));
    EXPECT_EQ(quotas.view(preparer_, id)->amount_fen, yuan(200));
    auto const stale = quotas.edit(budget_, id, edit);
    ASSERT_FALSE(stale);
    EXPECT_EQ(stale.error().code(), "revision_stale");
    auto const text = text_of(stale.error(), Language::zh);
    EXPECT_NE(text.find(preparer_.user_name), std::string::npos) << text;
    EXPECT_NE(text.find("100.00 → 200.00"), std::string::npos) << text;
    EXPECT_EQ(quotas.submit(preparer_, id, {.revision = 1}).error().code(), "revision_stale");
    storage_ok(quotas.submit(preparer_, id, {.revision = 2}));
    EXPECT_EQ(quotas.approve(budget_, id, {.revision = 2}).error().code(), "revision_stale");
    EXPECT_EQ(quotas.edit(preparer_, id, edit).error().code(), "revision_stale");
    edit.revision = 3;
    EXPECT_EQ(quotas.edit(preparer_, id, edit).error().code(), "wrong_status");
    storage_ok(quotas.approve(budget_, id, {.revision = 3}));
}

TEST_F(Versions, an_old_screen_of_a_plan_a_payment_and_a_freeze_is_refused_as_well) {
    auto& plans = service_->plans();
    auto const plan_id = *plans.create(handler_, plan());
    storage_ok(plans.edit(handler_, plan_id, {.revision = 1, .title = "改", .lines = plan().lines}));
    EXPECT_EQ(plans.edit(handler_, plan_id, {.revision = 1, .title = "再改", .lines = plan().lines})
                  .error()
                  .code(),
              "revision_stale");
    EXPECT_EQ(plans.void_draft(handler_, plan_id, {.revision = 1}).error().code(),
              "revision_stale");
    storage_ok(plans.void_draft(handler_, plan_id, {.revision = 2}));

    auto const paid = *pay(quota_, yuan(1));
    auto const shown = service_->payments().view(handler_, paid)->revision;
    EXPECT_EQ(service_->payments().approve(reviewer_, paid, {.revision = shown - 1}).error().code(),
              "revision_stale");
    storage_ok(service_->payments().approve(reviewer_, paid, {.revision = shown}));

    storage_ok(pay(quota_, yuan(11'000)));
    clock_.set(noon(make_date(2026, 4, 8)));
    storage_ok(pay(quota_, yuan(11'000)));
    auto& freezes = service_->freezes();
    auto const freeze = freezes.list(handler_, {}).items.front();
    EXPECT_EQ(freezes
                  .request(handler_, freeze.id,
                           {.reason = "x", .correction_plan = "y", .revision = freeze.revision + 1})
                  .error()
                  .code(),
              "revision_stale");
    storage_ok(freezes.request(
        handler_, freeze.id, {.reason = "x", .correction_plan = "y", .revision = freeze.revision}));
}

TEST_F(Versions, of_two_edits_at_once_one_wins) {
    auto& plans = service_->plans();
    auto const id = *plans.create(handler_, plan());
    auto const edit = [&](std::string title) {
        return plans.edit(handler_, id, {.revision = 1, .title = title, .lines = plan().lines})
            .has_value();
    };
    EXPECT_EQ(winners([&] { return edit("甲"); }, [&] { return edit("乙"); }), 1);
    EXPECT_EQ(plans.view(handler_, id)->revision, 2);
}

TEST_F(Versions, of_two_last_approvals_of_a_quota_document_one_wins) {
    for (int round = 0; round < 10; ++round) {
        auto& quotas = service_->quotas();
        auto const id = *quotas.create(preparer_, transfer());
        storage_ok(quotas.submit(preparer_, id, {}));
        EXPECT_EQ(winners([&] { return quotas.approve(budget_, id, {}).has_value(); },
                          [&] { return quotas.approve(second_budget_, id, {}).has_value(); }),
                  1);
    }
    EXPECT_EQ(service_->quotas().quota(system_, quota_)->quota.issued_fen, yuan(119'000));
}

TEST_F(Versions, of_an_approval_and_a_return_at_once_one_wins) {
    for (int round = 0; round < 10; ++round) {
        auto& quotas = service_->quotas();
        auto const id = *quotas.create(preparer_, transfer());
        storage_ok(quotas.submit(preparer_, id, {}));
        EXPECT_EQ(
            winners([&] { return quotas.approve(budget_, id, {}).has_value(); },
                    [&] {
                        return quotas.give_back(second_budget_, id, {.opinion = "退"}).has_value();
                    }),
            1);
        EXPECT_EQ(quotas.quota(system_, quota_)->quota.reserved_fen, Money{});
    }
}

TEST_F(Versions, of_two_last_approvals_of_a_plan_one_wins) {
    auto& plans = service_->plans();
    for (int round = 0; round < 10; ++round) {
        auto const id = *plans.create(handler_, plan());
        storage_ok(plans.submit(handler_, id, {}));
        storage_ok(plans.approve(reviewer_, id, {}));
        EXPECT_EQ(winners([&] { return plans.approve(treasury_, id, {}).has_value(); },
                          [&] { return plans.approve(second_treasury_, id, {}).has_value(); }),
                  1);
    }
    EXPECT_EQ(service_->quotas().quota(system_, quota_)->months[3].approved_fen, yuan(5'000));
}

TEST_F(Versions, of_two_returns_of_a_payment_one_wins) {
    for (int round = 0; round < 10; ++round) {
        auto const paid = *pay(quota_, yuan(5));
        auto& payments = service_->payments();
        auto const other = person(14, "unit_reviewer", kSchool);
        EXPECT_EQ(
            winners([&] { return payments.give_back(reviewer_, paid, {.opinion = "退"}).has_value(); },
                    [&] { return payments.give_back(other, paid, {.opinion = "退"}).has_value(); }),
            1);
    }
}

TEST_F(Versions, of_two_approvals_of_an_unfreeze_at_one_step_one_wins) {
    storage_ok(pay(quota_, yuan(11'000)));
    clock_.set(noon(make_date(2026, 4, 8)));
    storage_ok(pay(quota_, yuan(1'000)));
    auto& freezes = service_->freezes();
    auto const freeze = freezes.list(handler_, {}).items.front().id;
    storage_ok(freezes.request(handler_, freeze, {.reason = "x", .correction_plan = "y"}));
    storage_ok(freezes.approve(business_, freeze, {}));
    EXPECT_EQ(winners([&] { return freezes.approve(treasury_, freeze, {}).has_value(); },
                      [&] { return freezes.approve(second_treasury_, freeze, {}).has_value(); }),
              1);
    EXPECT_EQ(freezes.view(handler_, freeze)->status, FreezeStatus::requested);
    auto const second_leader = person(32, "bureau_leader");
    EXPECT_EQ(winners([&] { return freezes.approve(leader_, freeze, {}).has_value(); },
                      [&] { return freezes.approve(second_leader, freeze, {}).has_value(); }),
              1);
    EXPECT_EQ(freezes.view(handler_, freeze)->status, FreezeStatus::lifted);
}

}  // namespace
}  // namespace jincai::execution::testing

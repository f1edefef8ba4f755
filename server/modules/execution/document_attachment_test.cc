#include "modules/execution/execution_fixture.h"

/// What must be attached is asked of every kind of document in the same way.
namespace jincai::execution::testing {
namespace {

class Attachments : public Execution {
protected:
    Attachments() {
        quota_ = quota(kSchool, ProjectClass::operating, yuan(120'000), yuan(10'000), 3);
    }

    /// Makes the requirement of this kind a mandatory one.
    void demand(std::string const& document_kind, std::string const& attachment_kind) {
        storage_ok(database_->write([&](storage::Session& session) -> Result<void> {
            session.execute("delete from attachment_requirement where document_kind = :k",
                            document_kind);
            session.execute(
                "insert into attachment_requirement (document_kind, attachment_kind, "
                "effective_from, title_zh, title_en, enforcement, amount_fen_min, "
                "project_class_prefixes, economic_prefixes, document_number) values (:k, :a, "
                "'2023-01-01', '依据文件', 'basis', 'block', 0, '', '', '测试')",
                document_kind, attachment_kind);
            return {};
        }));
        storage_ok(basics_.load());
    }
    std::int64_t attach(UnitCode const& unit, std::string kind) {
        auto const stored = basics_.store_attachment(
            actor_, DataScope::everything(),
            {.region_code = kCounty, .unit_code = unit, .kind = std::move(kind),
             .file_name = "依据.pdf"},
            "%PDF-1.4 " + std::to_string(++counter_));
        storage_ok(stored);
        return stored->id.value();
    }
    NewQuotaDocument decrease() {
        return {.region_code = kCounty,
                .fiscal_year = FiscalYear{2026},
                .kind = QuotaDocumentKind::decrease,
                .title = "追减",
                .reason = "压减",
                .lines = {{.from_quota_id = quota_, .amount_fen = yuan(100)}},
                .submit = true};
    }

    api::Caller budget_ = person(51, "budget_division");
    QuotaId quota_;
};

TEST_F(Attachments, of_a_quota_document_are_asked_at_submission_not_at_the_draft) {
    demand("quota_decrease", "decision");
    auto& quotas = service_->quotas();
    auto wanted = decrease();
    auto const refused = quotas.create(budget_, wanted);
    EXPECT_EQ(refused.error().code(), "attachment_missing");
    EXPECT_EQ(refused.error().path, "/attachment_ids");
    wanted.submit = false;
    auto const id = quotas.create(budget_, wanted);
    storage_ok(id);
    auto const view = quotas.view(budget_, *id);
    EXPECT_EQ(view->missing_attachments, std::vector<std::string>{"依据文件"});
    EXPECT_EQ(quotas.submit(budget_, *id, {}).error().code(), "attachment_missing");
    EXPECT_EQ(quotas.quota(budget_, quota_)->quota.reserved_fen, Money{});
    storage_ok(quotas.edit(budget_, *id,
                           {.revision = view->revision,
                            .title = wanted.title,
                            .reason = wanted.reason,
                            .lines = wanted.lines,
                            .attachment_ids = std::vector{attach(UnitCode{}, "decision")}}));
    EXPECT_TRUE(quotas.view(budget_, *id)->missing_attachments.empty());
    storage_ok(quotas.submit(budget_, *id, {}));
}

TEST_F(Attachments, of_another_kind_or_unknown_ones_do_not_count) {
    demand("quota_decrease", "decision");
    auto wanted = decrease();
    wanted.attachment_ids = std::vector{attach(UnitCode{}, "invoice")};
    EXPECT_EQ(service_->quotas().create(budget_, wanted).error().code(), "attachment_missing");
    wanted.attachment_ids = std::vector<std::int64_t>{999};
    EXPECT_EQ(service_->quotas().create(budget_, wanted).error().spec->kind,
              RefusalKind::not_found);
}

TEST_F(Attachments, of_a_plan_document_are_asked_by_its_kind) {
    demand("plan_shift", "explanation");
    auto& plans = service_->plans();
    NewPlanDocument wanted{.region_code = kCounty,
                           .fiscal_year = FiscalYear{2026},
                           .kind = PlanDocumentKind::shift,
                           .unit_code = kSchool,
                           .title = "调整",
                           .lines = {{.quota_id = quota_,
                                      .month = FiscalMonth{3},
                                      .to_month = FiscalMonth{4},
                                      .amount_fen = yuan(1)}},
                           .submit = true};
    EXPECT_EQ(plans.create(handler_, wanted).error().code(), "attachment_missing");
    wanted.attachment_ids = std::vector{attach(kSchool, "explanation")};
    storage_ok(plans.create(handler_, wanted));
    wanted.kind = PlanDocumentKind::plan;
    wanted.attachment_ids.reset();
    storage_ok(plans.create(handler_, wanted));
}

TEST_F(Attachments, of_an_unfreeze_request_stay_with_it) {
    demand("unfreeze", "correction_plan");
    storage_ok(pay(quota_, yuan(11'000)));
    clock_.set(noon(make_date(2026, 4, 8)));
    storage_ok(pay(quota_, yuan(1)));
    auto& freezes = service_->freezes();
    auto const freeze = freezes.list(handler_, {}).items.front().id;
    UnfreezeRequest wanted{.reason = "集中采购", .correction_plan = "按月支付"};
    EXPECT_EQ(freezes.request(handler_, freeze, wanted).error().code(), "attachment_missing");
    EXPECT_EQ(freezes.view(handler_, freeze)->status, FreezeStatus::frozen);
    auto const file = attach(kSchool, "correction_plan");
    wanted.attachment_ids = std::vector{file};
    storage_ok(freezes.request(handler_, freeze, wanted));
    EXPECT_EQ(freezes.view(business_, freeze)->attachment_ids, std::vector{file});
}

TEST_F(Attachments, that_should_be_there_are_named_without_stopping_anything) {
    auto wanted = decrease();
    wanted.kind = QuotaDocumentKind::transfer;
    wanted.lines.front().to_quota_id =
        quota(kSchool, ProjectClass::operating, yuan(10), yuan(1), 1);
    wanted.submit = false;
    auto const draft = service_->quotas().create(budget_, wanted);
    storage_ok(draft);
    EXPECT_EQ(service_->quotas().view(budget_, *draft)->warnings,
              std::vector<std::string>{"调剂事项说明"});
    storage_ok(service_->quotas().submit(budget_, *draft, {}));
}

}  // namespace
}  // namespace jincai::execution::testing

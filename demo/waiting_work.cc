#include "demo/waiting_work.h"

#include <algorithm>

namespace jincai::demo {

namespace {

using execution::DecisionRequest;

/// How many steps of approval a payment that waits has behind it; beyond them it is approved.
int approvals(PaymentEnd end) {
    switch (end) {
        case PaymentEnd::waiting_approval: return 1;
        case PaymentEnd::approved:
        case PaymentEnd::sealed: return 2;
        case PaymentEnd::draft:
        case PaymentEnd::waiting_review:
        case PaymentEnd::sent:
        case PaymentEnd::cleared:
        case PaymentEnd::returned:
        case PaymentEnd::bounced: return 0;
    }
    return 0;
}

bool is_waiting(Payment const& payment) {
    return payment.end <= PaymentEnd::sealed;
}

}  // namespace

Result<void> WaitingWork::put() {
    auto const& script = *player_.script_;
    for (auto const& payment : script.payments) {
        if (is_waiting(payment)) JC_CHECK(put_payment(payment));
    }
    for (auto const& document : script.plan_documents) {
        if (document.standing.stage != Stage::done) JC_CHECK(put_plan(document));
    }
    for (auto const& document : script.quota_documents) {
        if (document.standing.stage != Stage::done) JC_CHECK(put_quotas(document));
    }
    return {};
}

Result<void> WaitingWork::put_payment(Payment const& payment) {
    auto const& unit = player_.unit_of(payment.quota).record;
    auto const& people = player_.people_;
    auto& payments = player_.application_.execution().payments();
    player_.clock_.move_to(payment.at);
    auto form = player_.form_of(payment);
    form.submit = payment.end != PaymentEnd::draft;
    auto const id = JC_TRY(payments.create(people.handler(unit), form, std::nullopt));
    auto const steps = approvals(payment.end);
    if (steps > 0) JC_CHECK(payments.approve(people.reviewer(unit), id, {.opinion = "同意"}));
    if (steps > 1)
        JC_CHECK(payments.approve(people.account("treasury"), id, {.opinion = "同意支付"}));
    if (payment.end != PaymentEnd::sealed) return {};
    return payments.seal(people.account("treasury2"), id);
}

Result<void> WaitingWork::put_plan(PlanDocument const& document) {
    auto const& unit = player_.province_.units[document.unit].record;
    auto const& people = player_.people_;
    auto& plans = player_.application_.execution().plans();
    player_.clock_.move_to(document.at);
    bool const shift = document.kind == PlanDocument::Kind::shift;
    execution::NewPlanDocument form{.region_code = unit.region_code,
                                    .fiscal_year = player_.script_->year,
                                    .kind = shift ? execution::PlanDocumentKind::shift
                                                  : execution::PlanDocumentKind::plan,
                                    .unit_code = unit.code,
                                    .title = document.title,
                                    .reason = document.reason,
                                    .submit = document.standing.stage != Stage::draft};
    auto const& first = document.lines.front();
    form.lines.push_back({.quota_id = player_.quotas_[first.quota],
                          .month = first.month,
                          .amount_fen = first.amount});
    if (shift) form.lines.front().to_month = document.lines.back().month;
    auto const id = JC_TRY(plans.create(people.account("handler"), form));
    auto const& reviewer = people.account("reviewer");
    if (document.standing.stage == Stage::returned)
        return plans.give_back(reviewer, id, {.opinion = "请说明维修范围并附报价"});
    if (document.standing.steps == 0) return {};
    return plans.approve(reviewer, id, {.opinion = "同意"});
}

Result<void> WaitingWork::put_quotas(QuotaDocument const& document) {
    auto const& people = player_.people_;
    auto& quotas = player_.application_.execution().quotas();
    player_.clock_.move_to(document.at);
    bool const transfer = document.kind == QuotaDocument::Kind::transfer;
    execution::NewQuotaDocument form{
        .region_code = player_.province_.regions[document.region].code,
        .fiscal_year = player_.script_->year,
        .kind = transfer ? execution::QuotaDocumentKind::transfer
                         : execution::QuotaDocumentKind::increase,
        .title = document.title,
        .reason = document.reason,
        .submit = document.standing.stage != Stage::draft};
    auto& line = form.lines.emplace_back();
    line.amount_fen = document.lines.front().amount;
    line.to_quota_id = player_.quotas_[document.lines.back().quota];
    if (transfer) line.from_quota_id = player_.quotas_[document.lines.front().quota];
    auto const id = JC_TRY(quotas.create(people.account("budget"), form));
    if (document.standing.stage == Stage::returned)
        return quotas.give_back(people.account("business"), id,
                                {.opinion = "工程结余须先完成结算审核"});
    if (document.standing.steps == 0) return {};
    return quotas.approve(people.account("budget2"), id, {.opinion = "同意"});
}

}  // namespace jincai::demo

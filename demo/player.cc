#include "demo/player.h"
#include "demo/refusals.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "demo/moments.h"
#include "modules/execution/import_past.h"

namespace jincai::demo {

namespace {

using execution::Happened;
using execution::NewPlanDocument;
using execution::NewQuotaDocument;
using execution::PaymentRow;

/// Acts that end somewhere else than with clearing, and so take more than one desk.
bool is_waiting(Payment const& payment) {
    switch (payment.end) {
        case PaymentEnd::draft:
        case PaymentEnd::waiting_review:
        case PaymentEnd::waiting_approval:
        case PaymentEnd::approved:
        case PaymentEnd::sealed: return true;
        case PaymentEnd::sent:
        case PaymentEnd::cleared:
        case PaymentEnd::returned:
        case PaymentEnd::bounced: return false;
    }
    return false;
}

}  // namespace

Player::Player(app::Application& application, MovingClock& clock, People const& people,
               Province const& province, Progress& progress)
    : application_{application},
      clock_{clock},
      people_{people},
      province_{province},
      progress_{progress} {}

std::vector<Player::Event> Player::events() const {
    std::vector<Event> events;
    add_documents(events);
    add_payments(events);
    add_freezes(events);
    std::ranges::stable_sort(events, {}, [](Event const& event) {
        return std::tuple{event.group, event.at, event.kind};
    });
    return events;
}

std::size_t Player::group_of(UnitIndex unit) const {
    bool const current = script_->year == fiscal_year(last_day(province_));
    return current ? 0 : province_.units[unit].region;
}

void Player::add_documents(std::vector<Event>& events) const {
    auto const& script = *script_;
    for (std::size_t i = 0; i < script.quota_documents.size(); ++i) {
        auto const& document = script.quota_documents[i];
        if (document.standing.stage != Stage::done) continue;
        auto const group = group_of(script.quotas[document.lines.front().quota].unit);
        events.push_back({group, document.at, Kind::quotas, i});
    }
    for (std::size_t i = 0; i < script.plan_documents.size(); ++i) {
        auto const& document = script.plan_documents[i];
        if (document.standing.stage != Stage::done) continue;
        events.push_back({group_of(document.unit), document.at, Kind::plan, i});
    }
}

void Player::add_payments(std::vector<Event>& events) const {
    auto const& script = *script_;
    for (std::size_t i = 0; i < script.payments.size(); ++i) {
        auto const& payment = script.payments[i];
        if (is_waiting(payment)) continue;
        auto const group = group_of(script.quotas[payment.quota].unit);
        events.push_back({group, payment.at, Kind::apply, i});
        if (payment.end == PaymentEnd::cleared)
            events.push_back({group, payment.cleared_at, Kind::clear, i});
        if (payment.refund.is_positive())
            events.push_back({group, payment.refund_at, Kind::refund, i});
    }
}

void Player::add_freezes(std::vector<Event>& events) const {
    for (std::size_t i = 0; i < script_->freezes.size(); ++i) {
        auto const& story = script_->freezes[i];
        if (story.end == FreezeEnd::stays) continue;
        auto const group = group_of(story.unit);
        events.push_back({group, story.requested_at, Kind::ask_lift, i});
        if (story.end == FreezeEnd::lifted)
            events.push_back({group, story.lifted_at, Kind::lift, i});
    }
}

Result<void> Player::play(YearScript const& script) {
    script_ = &script;
    quotas_.assign(script.quotas.size(), QuotaId{});
    auto const events = this->events();
    auto const title = fmt::format("{} 年", script.year.value);
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (i % 256 == 0) {
            progress_.show(title, static_cast<std::int64_t>(i),
                           static_cast<std::int64_t>(events.size()));
        }
        clock_.move_to(events[i].at);
        JC_CHECK(act(events[i]));
        if (failure_) return std::unexpected(*failure_);
    }
    return settle();
}

Result<void> Player::act(Event const& event) {
    switch (event.kind) {
        case Kind::quotas: return book_quotas(script_->quota_documents[event.index]);
        case Kind::plan: return book_plan(script_->plan_documents[event.index]);
        case Kind::apply: return apply(event.index);
        case Kind::clear: return clear(event.index);
        case Kind::refund: return refund(event.index);
        case Kind::ask_lift: return ask_lift(script_->freezes[event.index]);
        case Kind::lift: return lift(script_->freezes[event.index]);
    }
    return {};
}

Result<void> Player::settle() {
    pipeline_.drain();
    if (failure_) return std::unexpected(*failure_);
    return {};
}

execution::Pipeline::OnAnswer Player::must_succeed() {
    return [this](Result<execution::Receipt> const& receipt) {
        if (!receipt && !failure_) failure_ = receipt.error();
    };
}

BudgetUnit const& Player::unit_of(QuotaIndex quota) const {
    return province_.units[script_->quotas[quota].unit];
}

Happened Player::happened(Timestamp at) const { return {at, business_date(at)}; }

std::string Player::key(std::string_view kind, std::size_t index) const {
    return fmt::format("demo/{}/{}/{}", kind, script_->year.value, index);
}

// ---- quotas and plans

Result<void> Player::book_quotas(QuotaDocument const& document) {
    auto const& region = province_.regions[document.region].code;
    NewQuotaDocument form{.region_code = region,
                          .fiscal_year = script_->year,
                          .kind = document.kind == QuotaDocument::Kind::issue
                                      ? execution::QuotaDocumentKind::issue
                                      : execution::QuotaDocumentKind::increase,
                          .title = document.title,
                          .reason = document.reason};
    for (auto const& line : document.lines) {
        auto const& quota = script_->quotas[line.quota];
        auto& into = form.lines.emplace_back();
        into.amount_fen = line.amount;
        if (quotas_[line.quota]) {
            into.to_quota_id = quotas_[line.quota];
            continue;
        }
        into.quota = execution::NewQuota{.unit_code = unit_of(line.quota).record.code,
                                         .fund_code = FundCode{"11"},
                                         .function_code = quota.function,
                                         .economic_code = quota.economic,
                                         .project_code = quota.project_code,
                                         .project_name = quota.project_name,
                                         .project_class = quota.project_class,
                                         .protected_class = quota.protected_class,
                                         .direct_funds = quota.direct_funds,
                                         .summary = quota.summary,
                                         .account = ledger::Account::executable};
    }
    auto const index = static_cast<std::size_t>(&document - script_->quota_documents.data());
    auto booked = JC_TRY(execution::book_past_quotas(
        application_.execution().office(), people_.past(Past::clerk, region), form,
        key("quota", index), happened(document.at)));
    pipeline_.push(std::move(booked.outcome), must_succeed());
    auto opened = booked.opened.begin();
    for (auto const& line : document.lines) {
        if (!quotas_[line.quota]) quotas_[line.quota] = *opened++;
    }
    return {};
}

Result<void> Player::book_plan(PlanDocument const& document) {
    auto const& unit = province_.units[document.unit].record;
    NewPlanDocument form{.region_code = unit.region_code,
                         .fiscal_year = script_->year,
                         .unit_code = unit.code,
                         .title = document.title,
                         .reason = document.reason};
    for (auto const& line : document.lines) {
        form.lines.push_back(
            {.quota_id = quotas_[line.quota], .month = line.month, .amount_fen = line.amount});
    }
    auto const index = static_cast<std::size_t>(&document - script_->plan_documents.data());
    auto booked = JC_TRY(execution::book_past_plan(
        application_.execution().office(), people_.past(Past::clerk, unit.region_code), form,
        key("plan", index), happened(document.at)));
    pipeline_.push(std::move(booked.outcome), must_succeed());
    return {};
}

// ---- payments

execution::NewPayment Player::form_of(Payment const& payment) const {
    auto const& payee = province_.payees[payment.payee];
    return {.quota_id = quotas_[payment.quota],
            .amount_fen = payment.amount,
            .purpose = payment.purpose,
            .payees = {{payee.name, payee.account, payee.bank, payment.amount}},
            .submit = true};
}

Result<PaymentRow> Player::book_payment(Payment const& payment, std::size_t index) {
    auto const& payee = province_.payees[payment.payee];
    bool const returned = payment.end == PaymentEnd::returned;
    auto booked = JC_TRY(execution::book_past_payment(
        application_.execution().office(), people_.handler(unit_of(payment.quota).record),
        {.quota_id = quotas_[payment.quota],
         .amount_fen = payment.amount,
         .purpose = payment.purpose,
         .payee = {payee.name, payee.account, payee.bank, payment.amount}},
        key("pay", index), happened(payment.at),
        returned ? execution::Approval::by_flow : execution::Approval::already_given));
    pipeline_.push(std::move(booked.outcome), must_succeed());
    return std::move(booked.row);
}

Result<void> Player::apply(std::size_t index) {
    auto const& payment = script_->payments[index];
    auto row = JC_TRY(book_payment(payment, index));
    if (payment.end == PaymentEnd::returned) return give_back(row, payment);
    if (payment.end == PaymentEnd::bounced) return bounce(row, payment);
    if (payment.end == PaymentEnd::sent) return send(row);
    paid_.emplace(index, std::move(row));
    return {};
}

Result<void> Player::clear(std::size_t index) {
    auto const& payment = script_->payments[index];
    auto const found = paid_.find(index);
    auto const& row = found->second;
    pipeline_.push(execution::clear_past_payment(
                       application_.execution().office(), people_.past(Past::bank, row.region_code),
                       row, fmt::format("YH{}{:06}", script_->year.value, index),
                       happened(payment.cleared_at)),
                   must_succeed());
    if (payment.refund.is_zero()) paid_.erase(found);
    return {};
}

Result<void> Player::refund(std::size_t index) {
    auto const& payment = script_->payments[index];
    auto const found = paid_.find(index);
    auto row = std::move(found->second);
    paid_.erase(found);
    auto const region = row.region_code;
    pipeline_.push(
        execution::refund_past_payment(
            application_.execution().office(), people_.past(Past::bank, region),
            {.row = std::move(row),
             .amount_fen = payment.refund,
             .reason = "收款单位退回多付款项",
             .bank_reference = fmt::format("TK{}{:06}", script_->year.value, index)},
            key("refund", index), happened(payment.refund_at)),
        must_succeed());
    return {};
}

Result<void> Player::send(PaymentRow const& row) {
    JC_CHECK(settle());
    return application_.execution().payments().seal(people_.past(Past::treasury, row.region_code),
                                                    row.id);
}

Result<void> Player::bounce(PaymentRow const& row, Payment const& payment) {
    JC_CHECK(send(row));
    clock_.move_to(payment.cleared_at);
    return application_.execution().payments().bounce(people_.past(Past::bank, row.region_code),
                                                      row.id, {.opinion = payment.opinion});
}

Result<void> Player::give_back(PaymentRow const& row, Payment const& payment) {
    pipeline_.push(
        execution::return_past_payment(application_.execution().office(),
                                       people_.reviewer(unit_of(payment.quota).record), row,
                                       payment.opinion, happened(payment.cleared_at)),
        must_succeed());
    return {};
}

// ---- freezes

Result<DocumentId> Player::freeze_of(FreezeStory const& story) const {
    auto const& unit = province_.units[story.unit].record;
    auto const id = application_.database().read([&](storage::Session& session) {
        return session.value<DocumentId>(
            "select max(id) from spending_freeze where region_code = :region and unit_code = :unit "
            "and fiscal_year = :year and project_class = :class",
            unit.region_code, unit.code, script_->year,
            std::string{boost::describe::enum_to_string(story.project_class, "")});
    });
    if (!id) return refuse(refusals::demo_freeze_missing, {{"unit", unit.name}});
    return *id;
}

Result<void> Player::ask_lift(FreezeStory const& story) {
    JC_CHECK(settle());
    auto const& unit = province_.units[story.unit].record;
    auto& freezes = application_.execution().freezes();
    auto const id = JC_TRY(freeze_of(story));
    JC_CHECK(freezes.request(people_.handler(unit), id, {story.reason, story.correction_plan}));
    if (story.end == FreezeEnd::requested) return {};
    return freezes.approve(people_.past(Past::business, unit.region_code), id,
                           {.opinion = "情况属实，建议解冻"});
}

Result<void> Player::lift(FreezeStory const& story) {
    JC_CHECK(settle());
    auto const& region = province_.units[story.unit].record.region_code;
    auto& freezes = application_.execution().freezes();
    auto const id = JC_TRY(freeze_of(story));
    JC_CHECK(freezes.approve(people_.past(Past::treasury, region), id,
                             {.opinion = "同意，后续按计划支付"}));
    return freezes.approve(people_.past(Past::leader, region), id, {.opinion = "同意解冻"});
}

}  // namespace jincai::demo

#include "ledger/what_if.h"

#include <bit>

#include "base/assert.h"
#include "ledger/frozen.h"
#include "ledger/refusals.h"

namespace jincai::ledger {

namespace {

void mark_yellow(LightMark& mark, Posting const& posting) {
    if (mark.yellow) return;
    mark.yellow = true;
    mark.yellow_since = posting.header.at;
    mark.yellow_seq = posting.seq;
}

void mark_red(LightMark& mark, Posting const& posting, bool frozen, PaymentId trigger) {
    mark.red = true;
    mark.frozen = frozen;
    mark.red_since = posting.header.at;
    mark.red_seq = posting.seq;
    mark.trigger = trigger;
}

Money amount_of(Posting const& posting) {
    Money sum;
    for (auto const& change : posting.plans)
        if (change.delta.is_positive()) sum += change.delta;
    return sum;
}

}  // namespace

// ---- what really happened

ScopeKey const& ToldLights::key(ScopeId scope) const {
    JC_ASSERT(scope.value() >= 1 && scope.value() <= static_cast<std::int64_t>(scopes_.size()));
    return scopes_[static_cast<std::size_t>(scope.value() - 1)];
}

void ToldLights::take(Posting const& posting) {
    for (auto const& line : posting.opened) {
        auto const key = names_.scope_key(line);
        if (!key) continue;
        ScopeId const next{static_cast<std::int64_t>(scopes_.size()) + 1};
        if (numbers_.try_emplace(*key, next).second) scopes_.push_back(*key);
    }
    for (auto const& evaluation : posting.evaluations)
        if (evaluation.light == Light::yellow)
            mark_yellow(history_[{key(evaluation.scope), evaluation.month}], posting);
    for (auto const& change : posting.freezes) {
        auto& mark = history_[{key(change.scope), change.month}];
        if (change.action == FreezeAction::lifted) mark.lifted_at = posting.header.at;
        else mark_red(mark, posting, change.action == FreezeAction::frozen, change.trigger);
    }
}

// ---- what would have happened

ScopeMonths const* WhatIf::months(ScopeKey const& scope) const {
    auto const found = scope_index_.find(scope);
    return found == scope_index_.end() ? nullptr : &scopes_[found->second].months;
}

void WhatIf::take(Posting const& posting, Rules const& rules) {
    told_.take(posting);
    for (auto const& line : posting.opened) open(line);
    if (!posting.plans.empty()) take_plans(posting, rules);
    for (auto const& change : posting.payments) take_payment(posting, change, rules);
    for (auto const& change : posting.freezes)
        if (change.action == FreezeAction::lifted)
            lift(told_.key(change.scope), posting.header.at);
}

void WhatIf::open(QuotaLine const& line) {
    Quota quota{.scope = 0, .is_protected = is_protected(line)};
    if (auto const key = names_.scope_key(line)) {
        auto const next = static_cast<std::uint32_t>(scopes_.size());
        auto const [found, fresh] = scope_index_.try_emplace(*key, next);
        if (fresh) scopes_.push_back({.key = *key, .red_month = {}});
        quota.scope = found->second + 1;
    }
    quotas_.emplace(line.id.value(), quota);
}

WhatIf::Scope* WhatIf::scope_of(QuotaId id) {
    auto const found = quotas_.find(id.value());
    JC_ASSERT(found != quotas_.end());  // the journal was admissible
    return found->second.scope == 0 ? nullptr : &scopes_[found->second.scope - 1];
}

// A plan that a freeze would have stopped stays a fact: without it nothing could be said of the
// payments that were made out of it.
void WhatIf::take_plans(Posting const& posting, Rules const& rules) {
    auto* const scope = scope_of(posting.plans.front().quota);
    if (scope == nullptr) return;
    auto const& quota = quotas_.at(posting.plans.front().quota.value());
    bool const by_person =
        posting.kind == CommandKind::approve_plan || posting.kind == CommandKind::shift_plan;
    if (by_person && scope->frozen && !quota.is_protected)
        refused_.push_back({posting.seq, posting.header.at, posting.header.date, posting.kind,
                            refusals::scope_frozen.code, PaymentId{}, posting.plans.front().quota,
                            scope->key, amount_of(posting)});
    std::uint32_t touched = 0;
    for (auto const& change : posting.plans) {
        scope->months[month_index(change.month)].plan += change.delta;
        touched |= 1U << change.month.value;
    }
    settle(*scope, touched, posting, PaymentId{}, rules);
}

void WhatIf::take_payment(Posting const& posting, PaymentChange const& change,
                          Rules const& rules) {
    auto* const scope = scope_of(change.quota);
    if (scope == nullptr) return;
    if (change.state == PaymentState::in_flight) {
        submit(posting, change, rules);
        return;
    }
    auto const found = flows_.find(change.payment.value());
    JC_ASSERT(found != flows_.end());
    if (found->second.dropped) return;
    auto const submitted = FiscalMonth{found->second.submitted};
    auto& then = scope->months[month_index(submitted)];
    auto& now = scope->months[month_index(change.month)];
    std::uint32_t touched = 1U << submitted.value;
    if (posting.kind == CommandKind::refund_payment) {
        now.refunded += change.amount;
        touched = 1U << change.month.value;
    } else {
        then.in_flight -= change.amount;
        if (change.state == PaymentState::cleared) {
            now.cleared += change.amount;
            touched |= 1U << change.month.value;
        }
    }
    settle(*scope, touched, posting, change.payment, rules);
}

void WhatIf::submit(Posting const& posting, PaymentChange const& change, Rules const& rules) {
    auto& scope = *scope_of(change.quota);
    auto const code = refusal(posting, change, rules);
    Flow flow{.submitted = static_cast<std::int8_t>(change.month.value),
              .dropped = !code.empty() && mode_ == RefusedPayments::dropped};
    flows_.insert_or_assign(change.payment.value(), flow);
    if (!code.empty())
        refused_.push_back({posting.seq, posting.header.at, posting.header.date, posting.kind,
                            code, change.payment, change.quota, scope.key, change.amount});
    if (flow.dropped) return;
    scope.months[month_index(change.month)].in_flight += change.amount;
    settle(scope, 1U << change.month.value, posting, change.payment, rules);
}

/// The code of the refusal that this payment would have met; "" when it would have passed. A pass
/// that two persons granted lets it through here as well.
std::string_view WhatIf::refusal(Posting const& posting, PaymentChange const& change,
                                 Rules const& rules) {
    auto const& scope = *scope_of(change.quota);
    if (quotas_.at(change.quota.value()).is_protected) return {};
    if (scope.frozen) {
        for (auto const& pass : posting.passes)
            if (pass.used_by == change.payment) return {};
        return refusals::scope_frozen.code;
    }
    if (!rules.block_trigger || rules.freeze_basis.empty() || scope.red) return {};
    auto months = scope.months;
    months[month_index(change.month)].in_flight += change.amount;
    return find_run(months, 1U << change.month.value, rules) ? refusals::trigger_blocked.code
                                                             : std::string_view{};
}

/// As `Unfreeze` does: the run, and every month overspent by now, counts no more. What was never
/// red here has nothing to lift.
void WhatIf::lift(ScopeKey const& key, Timestamp at) {
    auto const found = scope_index_.find(key);
    if (found == scope_index_.end() || !scopes_[found->second].red) return;
    auto& scope = scopes_[found->second];
    for (std::size_t index = 0; index < kMonths; ++index) {
        auto& month = scope.months[index];
        if ((scope.red_months & (2U << index)) != 0 || month.overspent()) month.used = true;
    }
    supposed_[{key, scope.red_month}].lifted_at = at;
    scope.red = false;
    scope.frozen = false;
}

/// As `Draft::settle_lights` does for the months touched.
void WhatIf::settle(Scope& scope, std::uint32_t touched, Posting const& posting, PaymentId trigger,
                    Rules const& rules) {
    for (auto bits = touched; bits != 0; bits &= bits - 1) {
        FiscalMonth const month{std::countr_zero(bits)};
        auto& state = scope.months[month_index(month)];
        auto const light = month_light(state, rules);
        if (light == state.light) continue;
        state.light = light;
        if (light == Light::yellow) mark_yellow(supposed_[{scope.key, month}], posting);
    }
    if (scope.red) return;
    auto const run = find_run(scope.months, touched, rules);
    if (!run) return;
    scope.red = true;
    scope.frozen = !rules.freeze_basis.empty();
    scope.red_month = run->last;
    scope.red_months = run->months;
    mark_red(supposed_[{scope.key, run->last}], posting, scope.frozen, trigger);
}

}  // namespace jincai::ledger

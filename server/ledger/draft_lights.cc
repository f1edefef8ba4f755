#include <algorithm>
#include <bit>

#include "ledger/draft.h"

/// Lights are decided where the money is booked, in the same posting, not by a nightly job.
namespace jincai::ledger {

namespace {

/// Calls `each` with the index of every month whose bit (1..12) is set.
template <class F>
void for_months(std::uint32_t bits, F each) {
    for (; bits != 0; bits &= bits - 1)
        each(static_cast<std::size_t>(std::countr_zero(bits)) - 1);
}

FiscalMonth month_at(std::size_t index) {
    return FiscalMonth{static_cast<std::int32_t>(index) + 1};
}

}  // namespace

Light Draft::Scope::shown(std::size_t index) const {
    if (red && month_at(index) >= red_month) return Light::red;
    return months[index].light;
}

void Draft::settle_lights(PaymentId trigger) {
    for (auto const at : touched_) settle(scopes_[at], trigger);
    touched_.clear();
}

void Draft::settle(Scope& scope, PaymentId trigger) {
    std::array<Light, kMonths> before{};
    for (std::size_t index = 0; index < kMonths; ++index) before[index] = scope.shown(index);
    evaluate(scope);
    auto visible = scope.touched;
    if (turn_red(scope, trigger)) {
        auto const last = std::max(scope.red_month, month);
        for (auto in = scope.red_month.value; in <= last.value; ++in) visible |= 1U << in;
    }
    for_months(visible, [&](std::size_t index) {
        auto const after = scope.shown(index);
        if (before[index] == after) return;
        auto const& state = scope.months[index];
        posting.lights.push_back({scope.id, month_at(index), before[index], after, state.plan,
                                  state.spend(), overspent_run(scope.months, month_at(index)),
                                  rules.version});
    });
    scope.touched = 0;
}

void Draft::evaluate(Scope& scope) {
    for_months(scope.touched, [&](std::size_t index) {
        auto& state = scope.months[index];
        auto const light = month_light(state, rules);
        if (light == state.light) return;
        state.light = light;
        posting.evaluations.push_back({scope.id, month_at(index), light});
    });
}

bool Draft::turn_red(Scope& scope, PaymentId trigger) {
    if (scope.red) return false;  // sticky: only an unfreeze ends it
    auto const run = find_run(scope.months, scope.touched, rules);
    if (!run) return false;
    auto const& last = scope.months[month_index(run->last)];
    scope.red = true;
    scope.frozen = !rules.freeze_basis.empty();
    scope.red_month = run->last;
    FreezeChange change;
    change.scope = scope.id;
    change.action = scope.frozen ? FreezeAction::frozen : FreezeAction::warned;
    change.month = run->last;
    change.months = run->months;
    change.trigger = trigger;
    change.plan = last.plan;
    change.spend = last.spend();
    change.rule_version = rules.version;
    change.basis = rules.freeze_basis;
    posting.freezes.push_back(std::move(change));
    return true;
}

}  // namespace jincai::ledger

#include <algorithm>

#include "ledger/decide.h"

/// Months, and the ways out of a red light.
namespace jincai::ledger {

namespace {

Result<ScopeState const*> find_scope(Draft const& draft, ScopeId id) {
    if (id.value() < 1 || id.value() > static_cast<std::int64_t>(draft.book.scopes().size()))
        return refuse(refusals::scope_not_found);
    return &draft.book.scope(id);
}

/// The run that made it red, and every month that is overspent by now: protected payments may have
/// gone on during the freeze, and the count starts again from nothing.
std::uint32_t used_months(ScopeState const& state) {
    auto months = state.red.months;
    for (std::size_t index = 0; index < kMonths; ++index)
        if (state.months[index].overspent()) months |= 2U << index;
    return months;
}

void write_light_changes(Draft& draft, ScopeId scope, ScopeState const& state,
                         std::uint32_t used) {
    auto months = state.months;
    for (std::size_t index = 0; index < kMonths; ++index)
        if ((used & (2U << index)) != 0) months[index].used = true;
    auto const last = std::max(state.red.month, draft.month);
    for (auto in = state.red.month; in <= last; ++in.value) {
        auto const& month = months[month_index(in)];
        draft.posting.lights.push_back({scope, in, Light::red, month.light, month.plan,
                                        month.spend(), overspent_run(months, in),
                                        draft.rules.version});
    }
}

}  // namespace

Result<void> draft_command(Draft& draft, CloseMonth const& command) {
    JC_CHECK(check_open_month(draft, command.month));
    draft.posting.months.push_back({command.month, true});
    return {};
}

Result<void> draft_command(Draft& draft, OpenMonth const& command) {
    auto const figures = figure("month", std::int64_t{command.month.value});
    if (!is_month(command.month)) return refuse(refusals::month_unknown, {figures});
    if (!draft.book.month_closed(command.month))
        return refuse(refusals::month_not_closed, {figures});
    draft.posting.months.push_back({command.month, false});
    return {};
}

Result<void> draft_command(Draft& draft, Unfreeze const& command) {
    JC_CHECK(check_id(command.requester.value()));
    JC_CHECK(check_id(command.first_approver.value()));
    JC_CHECK(check_id(command.second_approver.value()));
    if (command.first_approver == command.second_approver ||
        command.first_approver == command.requester || command.second_approver == command.requester)
        return refuse(refusals::approvers_not_distinct);
    auto const* state = JC_TRY(find_scope(draft, command.scope));
    if (!state->red.red) return refuse(refusals::scope_not_red);
    FreezeChange change;
    change.scope = command.scope;
    change.action = FreezeAction::lifted;
    change.month = state->red.month;
    change.months = used_months(*state);
    change.trigger = state->red.trigger;
    auto const& month = state->months[month_index(state->red.month)];
    change.plan = month.plan;
    change.spend = month.spend();
    change.rule_version = draft.rules.version;
    change.basis = state->red.basis;
    change.requester = command.requester;
    change.first_approver = command.first_approver;
    change.second_approver = command.second_approver;
    write_light_changes(draft, command.scope, *state, change.months);
    draft.posting.freezes.push_back(std::move(change));
    return {};
}

Result<void> draft_command(Draft& draft, GrantOneTimePass const& command) {
    JC_CHECK(check_amount(command.amount));
    auto const* state = JC_TRY(find_scope(draft, command.scope));
    if (!state->red.frozen) return refuse(refusals::scope_not_frozen);
    auto const now = draft.posting.header.at;
    auto const longest = now + std::chrono::hours{draft.rules.pass_hours};
    if (command.valid_until <= now || command.valid_until > longest) {
        return refuse(refusals::pass_validity,
                      {figure("hours", std::int64_t{draft.rules.pass_hours})});
    }
    draft.posting.passes.push_back({draft.posting.seq, command.scope, command.amount,
                                    command.payee, command.valid_until, PaymentId{}});
    return {};
}

}  // namespace jincai::ledger

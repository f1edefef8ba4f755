#include <bit>

#include "ledger/decide.h"
#include "ledger/frozen.h"

namespace jincai::ledger {

namespace {

using Parts = boost::container::small_vector<PaymentPart, 2>;

Result<void> check_order(Draft const& draft, PaymentOrder const& order, Identity identity) {
    JC_CHECK(check_amount(order.amount));
    if (identity == Identity::preview) return {};
    JC_CHECK(check_id(order.payment.value()));
    if (draft.has_payment(order.payment))
        return refuse(refusals::payment_exists, {figure("payment", order.payment.value())});
    return {};
}

/// Nothing, or the pass that opens the way.
Result<OneTimePass const*> check_light(Draft const& draft, QuotaState const& quota,
                                       PaymentOrder const& order) {
    if (!draft.is_frozen(quota.scope) || order.protected_class || is_protected(quota.line))
        return nullptr;
    if (auto const* pass = draft.find_pass(quota.scope, order)) return pass;
    return refuse_frozen(draft, quota.scope);
}

/// Without plans the money comes from the quota or the contract itself.
Result<Parts> take_unplanned(Draft const& draft, PaymentOrder const& order) {
    auto const account = order.contract ? Account::contract : Account::executable;
    auto const available = draft.balance(at(account, order.quota, order.contract.value()));
    if (order.amount <= available)
        return Parts{PaymentPart{account, order.contract.value(), order.amount}};
    return refuse(order.contract ? refusals::exceeds_contract : refusals::exceeds_available,
                  {figure("available_fen", available), figure("amount_fen", order.amount)});
}

Money all_plan(Draft const& draft, PaymentOrder const& order) {
    Money sum;
    for (std::int32_t month = 1; month <= static_cast<std::int32_t>(kMonths); ++month)
        sum += draft.balance(
            at(Account::plan, order.quota, plan_bucket(order.contract, FiscalMonth{month})));
    return sum;
}

/// Why the plan does not reach: the quota itself does not, nothing is planned, or the month's part.
std::unexpected<Error> refuse_beyond_plan(Draft const& draft, PaymentOrder const& order,
                                          Money usable) {
    auto const planned = all_plan(draft, order);
    auto const origin = order.contract ? Account::contract : Account::executable;
    auto const unplanned = draft.balance(at(origin, order.quota, order.contract.value()));
    if (order.amount > planned + unplanned) {
        return refuse(order.contract ? refusals::exceeds_contract : refusals::exceeds_available,
                      {figure("available_fen", planned + unplanned),
                       figure("amount_fen", order.amount)});
    }
    if (planned.is_zero())
        return refuse(refusals::no_plan,
                      {figure("available_fen", unplanned), figure("amount_fen", order.amount)});
    return refuse(refusals::exceeds_plan, {figure("available_fen", usable),
                                           figure("amount_fen", order.amount),
                                           figure("later_fen", planned - usable),
                                           figure("month", std::int64_t{draft.month.value})});
}

/// 2020 of the months that the mode allows, the oldest first.
Result<Parts> take_planned(Draft const& draft, PaymentOrder const& order, PlanMode mode) {
    Parts parts;
    auto missing = order.amount;
    for (auto month = mode == PlanMode::month ? draft.month.value : 1; month <= draft.month.value;
         ++month) {
        auto const bucket = plan_bucket(order.contract, FiscalMonth{month});
        auto const available = draft.balance(at(Account::plan, order.quota, bucket));
        if (!available.is_positive()) continue;
        auto const taken = available < missing ? available : missing;
        parts.push_back({Account::plan, bucket, taken});
        missing -= taken;
        if (missing.is_zero()) return parts;
    }
    return refuse_beyond_plan(draft, order, order.amount - missing);
}

/// `block_trigger`: whether booking this would freeze the scope, found on a copy of its months.
Result<void> check_trigger(Draft const& draft, QuotaState const& quota, PaymentOrder const& order) {
    auto const& rules = draft.rules;
    if (!rules.block_trigger || rules.freeze_basis.empty() || !quota.scope) return {};
    if (order.protected_class || is_protected(quota.line)) return {};
    if (draft.is_red(quota.scope)) return {};
    auto months = draft.months(quota.scope);
    auto& current = months[month_index(draft.month)];
    current.in_flight += order.amount;
    if (!find_run(months, 1U << draft.month.value, rules)) return {};
    return refuse(refusals::trigger_blocked,
                  {figure("month", std::int64_t{draft.month.value}),
                   figure("spend_fen", current.spend()), figure("plan_fen", current.plan),
                   figure("rule", rules.version)});
}

void write_payment(Draft& draft, QuotaState const& quota, PaymentOrder const& order, Parts parts) {
    draft.debit(at(Account::in_flight, order.quota, order.payment.value()), order.amount);
    for (auto const& part : parts)
        draft.credit(at(part.account, order.quota, part.detail), part.amount);
    draft.add_payment({order.payment, order.quota, order.contract, order.amount,
                       PaymentState::in_flight, draft.month, std::move(parts)});
    draft.spend({quota.scope, draft.month, {}, order.amount, {}});
    draft.settle_lights(order.payment);
}

}  // namespace

Result<void> draft_payment(Draft& draft, PaymentOrder const& order, Identity identity) {
    JC_CHECK(check_order(draft, order, identity));
    auto const* quota = JC_TRY(find_active_quota(draft, order.quota));
    if (order.contract) JC_TRY(find_open_contract(draft, order.contract, order.quota));
    auto const* pass = JC_TRY(check_light(draft, *quota, order));
    auto const mode = draft.rules.plan_mode(quota->line.project_class);
    auto parts = JC_TRY(mode == PlanMode::none ? take_unplanned(draft, order)
                                               : take_planned(draft, order, mode));
    JC_CHECK(check_trigger(draft, *quota, order));
    if (quota->scope) {
        auto const& current = draft.months(quota->scope)[month_index(draft.month)];
        JC_CHECK(check_room(current.in_flight, order.amount));
    }
    if (pass != nullptr) draft.use_pass(quota->scope, *pass, order.payment);
    write_payment(draft, *quota, order, std::move(parts));
    return {};
}

Result<void> draft_command(Draft& draft, SubmitPayment const& command) {
    return draft_payment(draft, command.order, Identity::required);
}

Result<void> draft_command(Draft& draft, SubmitPayments const& command) {
    draft.read(Draft::Reads::own_writes);
    if (command.orders.empty()) return refuse(refusals::nothing_to_book);
    std::optional<Error> first;
    std::int32_t index = 0;
    for (auto const& order : command.orders) {
        auto drafted = draft_payment(draft, order, Identity::required);
        if (!drafted) {
            auto error = under("/orders/" + std::to_string(index), std::move(drafted).error());
            if (command.mode == BatchMode::all_or_nothing)
                return std::unexpected(std::move(error));
            if (!first) first = error;
            auto code = std::string{error.code()};
            draft.posting.refused.push_back({index, std::move(code), std::move(error)});
        }
        ++index;
    }
    if (draft.posting.payments.empty()) return std::unexpected(std::move(*first));
    return {};
}

std::unexpected<Error> refuse_frozen(Draft const& draft, ScopeId scope) {
    auto const& state = draft.book.scope(scope);
    auto red = state.red;
    // Frozen by an earlier line of the same batch: the figures are in the draft.
    for (auto const& freeze : draft.posting.freezes) {
        if (freeze.scope != scope) continue;
        red.month = freeze.month;
        red.months = freeze.months;
        red.plan = freeze.plan;
        red.spend = freeze.spend;
        red.basis = freeze.basis;
        red.rule_version = freeze.rule_version;
    }
    return refuse(
        refusals::scope_frozen,
        {figure("unit", state.key.unit.value()), figure("month", std::int64_t{red.month.value}),
         figure("months", std::int64_t{std::popcount(red.months)}), figure("spend_fen", red.spend),
         figure("plan_fen", red.plan), figure("basis", red.basis),
         figure("rule", red.rule_version)});
}

}  // namespace jincai::ledger

#include <algorithm>

#include "ledger/decide.h"
#include "ledger/frozen.h"

namespace jincai::ledger {

namespace {

/// Plans of frozen scopes wait as payments do, protected classes excepted.
Result<QuotaState const*> find_plannable(Draft const& draft, QuotaId id, ContractId contract) {
    auto const* quota = JC_TRY(find_active_quota(draft, id));
    if (contract) JC_TRY(find_open_contract(draft, contract, id));
    if (draft.is_frozen(quota->scope) && !is_protected(quota->line))
        return refuse_frozen(draft, quota->scope);
    return quota;
}

Result<void> check_counters(Draft const& draft, QuotaState const& quota, FiscalMonth month,
                            Money delta) {
    JC_CHECK(check_room(quota.planned[month_index(month)], delta));
    if (!quota.scope) return {};
    return check_room(draft.months(quota.scope)[month_index(month)].plan, delta);
}

Result<void> check_origin(Draft const& draft, ApprovePlan const& command) {
    if (!command.contract) {
        auto const available = draft.balance(at(Account::executable, command.quota));
        if (command.amount <= available) return {};
        return refuse(refusals::exceeds_available, {figure("available_fen", available),
                                                    figure("amount_fen", command.amount)});
    }
    auto const available =
        draft.balance(at(Account::contract, command.quota, command.contract.value()));
    if (command.amount <= available) return {};
    return refuse(refusals::exceeds_contract,
                  {figure("available_fen", available), figure("amount_fen", command.amount)});
}

Result<void> check_shift(Draft const& draft, QuotaState const& quota, ShiftPlan const& command,
                         bool booked) {
    auto available = quota.planned[month_index(command.from)];
    Money later;
    if (booked) {
        auto const bucket = plan_bucket(command.contract, command.from);
        available = std::min(available, draft.balance(at(Account::plan, command.quota, bucket)));
        later = quota.total(Account::plan) - available;
    }
    if (command.amount <= available) return {};
    return refuse(refusals::exceeds_plan, {figure("available_fen", available),
                                           figure("amount_fen", command.amount),
                                           figure("later_fen", later),
                                           figure("month", std::int64_t{command.from.value})});
}

}  // namespace

Result<void> draft_command(Draft& draft, ApprovePlan const& command) {
    JC_CHECK(check_amount(command.amount));
    JC_CHECK(check_open_month(draft, command.month));
    auto const* quota = JC_TRY(find_plannable(draft, command.quota, command.contract));
    bool const booked = draft.rules.plan_mode(quota->line.project_class) != PlanMode::none;
    if (booked) JC_CHECK(check_origin(draft, command));
    JC_CHECK(check_counters(draft, *quota, command.month, command.amount));
    if (booked) {
        draft.debit(at(Account::plan, command.quota, plan_bucket(command.contract, command.month)),
                    command.amount);
        draft.credit(command.contract
                         ? at(Account::contract, command.quota, command.contract.value())
                         : at(Account::executable, command.quota),
                     command.amount);
    }
    draft.plan(*quota, command.month, command.amount);
    draft.settle_lights(PaymentId{});
    return {};
}

Result<void> draft_command(Draft& draft, ShiftPlan const& command) {
    JC_CHECK(check_amount(command.amount));
    JC_CHECK(check_open_month(draft, command.from));
    JC_CHECK(check_open_month(draft, command.to));
    if (command.from == command.to) return refuse(refusals::nothing_to_book);
    auto const* quota = JC_TRY(find_plannable(draft, command.quota, command.contract));
    bool const booked = draft.rules.plan_mode(quota->line.project_class) != PlanMode::none;
    JC_CHECK(check_shift(draft, *quota, command, booked));
    JC_CHECK(check_counters(draft, *quota, command.to, command.amount));
    if (booked) {
        draft.debit(at(Account::plan, command.quota, plan_bucket(command.contract, command.to)),
                    command.amount);
        draft.credit(at(Account::plan, command.quota, plan_bucket(command.contract, command.from)),
                     command.amount);
    }
    draft.plan(*quota, command.from, -command.amount);
    draft.plan(*quota, command.to, command.amount);
    draft.settle_lights(PaymentId{});
    return {};
}

}  // namespace jincai::ledger

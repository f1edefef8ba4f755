#include "base/assert.h"
#include "ledger/book.h"

namespace jincai::ledger {

Money Book::available(QuotaId quota_id, ContractId contract, FiscalMonth month,
                      PlanMode mode) const {
    if (mode == PlanMode::none) {
        auto const account = contract ? Account::contract : Account::executable;
        return balance({account, quota_id.value(), contract.value()});
    }
    Money sum;
    for (auto in = mode == PlanMode::month ? month.value : 1; in <= month.value; ++in)
        sum += balance({Account::plan, quota_id.value(), plan_bucket(contract, FiscalMonth{in})});
    return sum;
}

QuotaStatement Book::statement(QuotaId id, FiscalMonth month, Rules const& rules) const {
    auto const* state = quota(id);
    JC_ASSERT(state != nullptr);
    QuotaStatement shown;
    shown.issued = state->issued();
    shown.pending = state->total(Account::unallocated) + state->total(Account::section_pending) +
                    state->total(Account::department_pending) + state->total(Account::reserve);
    shown.executable = state->total(Account::executable);
    shown.frozen = state->total(Account::frozen);
    shown.procurement = state->total(Account::procurement);
    shown.contract = state->total(Account::contract);
    shown.reserved = state->total(Account::reserved);
    shown.plan = state->total(Account::plan);
    shown.plan_approved = state->planned;
    for (std::size_t index = 0; index < kMonths; ++index) {
        FiscalMonth const in{static_cast<std::int32_t>(index) + 1};
        shown.plan_left[index] = available(id, ContractId{}, in, PlanMode::month);
        for (auto const contract : state->contracts)
            shown.plan_left[index] += available(id, contract, in, PlanMode::month);
    }
    shown.in_flight = state->total(Account::in_flight);
    shown.paid = state->total(Account::paid) + state->closing.paid;
    shown.passed_down = state->passed_down;
    shown.handed_down = state->total(Account::handed_down) + state->closing.handed_down;
    shown.carried_over = state->total(Account::carried_over) + state->closing.carried_over;
    shown.recalled = state->total(Account::recalled) + state->closing.recalled;
    shown.available =
        available(id, ContractId{}, month, rules.plan_mode(state->line.project_class));
    return shown;
}

std::vector<TrialBalanceRow> Book::trial_balance() const {
    std::vector<TrialBalanceRow> rows;
    for (auto const account : kAccounts) {
        auto const held = balance(account);
        bool const on_debit = is_use(account) == (held >= Money{});
        auto const amount = held >= Money{} ? held : -held;
        rows.push_back({account, on_debit ? amount : Money{}, on_debit ? Money{} : amount});
    }
    return rows;
}

}  // namespace jincai::ledger

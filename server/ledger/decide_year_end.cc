#include <algorithm>

#include "ledger/decide.h"

namespace jincai::ledger {

namespace {

/// The quotas named, or all in the order of their opening.
Result<std::vector<QuotaState const*>> chosen(Draft const& draft,
                                              std::vector<QuotaId> const& ids) {
    std::vector<QuotaState const*> quotas;
    if (ids.empty())
        for (auto const& quota : draft.book.quotas()) quotas.push_back(&quota);
    for (auto const id : ids) {
        auto const* quota = JC_TRY(find_quota(draft, id));
        quotas.push_back(quota);
    }
    return quotas;
}

void return_plan(Draft& draft, QuotaState const& quota, ContractId contract) {
    auto const id = quota.line.id;
    Money sum;
    for (std::int32_t month = 1; month <= static_cast<std::int32_t>(kMonths); ++month) {
        auto const key = at(Account::plan, id, plan_bucket(contract, FiscalMonth{month}));
        auto const left = draft.balance(key);
        if (!left.is_positive()) continue;
        draft.credit(key, left);
        sum += left;
    }
    if (!sum.is_positive()) return;
    bool const to_contract = contract && !draft.book.contract(contract, id)->finished;
    draft.debit(to_contract ? at(Account::contract, id, contract.value())
                            : at(Account::executable, id),
                sum);
}

void recall(Draft& draft, BalanceKey const& key) {
    auto const left = draft.balance(key);
    if (!left.is_positive()) return;
    draft.debit({Account::recalled, key.key, 0}, left);
    draft.credit(key, left);
}

bool may_be_carried_over(CarryOverLine const& line) {
    if (line.account == Account::contract) return line.contract.value() > 0;
    return !line.contract && (is_pending(line.account) || line.account == Account::executable ||
                              line.account == Account::frozen);
}

Result<void> write_carry_over(Draft& draft, CarryOverLine const& line) {
    JC_CHECK(check_amount(line.amount));
    if (!may_be_carried_over(line))
        return refuse(refusals::wrong_account, {account_figure(line.account)});
    JC_TRY(find_quota(draft, line.quota));
    auto const from = at(line.account, line.quota, line.contract.value());
    JC_CHECK(check_balance(draft, from, line.amount));
    draft.debit(at(Account::carried_over, line.quota, line.contract.value()), line.amount);
    draft.credit(from, line.amount);
    return {};
}

bool may_remain_at_closing(Account account) {
    return is_source(account) || account == Account::paid || account == Account::handed_down ||
           account == Account::carried_over || account == Account::recalled;
}

}  // namespace

Result<void> draft_command(Draft& draft, ReturnUnusedPlan const& command) {
    draft.read(Draft::Reads::own_writes);
    auto const quotas = JC_TRY(chosen(draft, command.quotas));
    for (auto const* quota : quotas) {
        if (quota->total(Account::plan).is_zero()) continue;
        return_plan(draft, *quota, ContractId{});
        for (auto const contract : quota->contracts) return_plan(draft, *quota, contract);
    }
    if (draft.posting.lines.empty()) return refuse(refusals::nothing_to_book);
    return {};
}

Result<void> draft_command(Draft& draft, CarryOver const& command) {
    draft.read(Draft::Reads::own_writes);
    if (command.lines.empty()) return refuse(refusals::nothing_to_book);
    std::size_t index = 0;
    for (auto const& line : command.lines) {
        auto written = write_carry_over(draft, line);
        auto const path = "/lines/" + std::to_string(index++);
        if (!written) return std::unexpected(under(path, std::move(written).error()));
    }
    return {};
}

Result<void> draft_command(Draft& draft, Lapse const& command) {
    draft.read(Draft::Reads::own_writes);
    auto const quotas = JC_TRY(chosen(draft, command.quotas));
    for (auto const* quota : quotas) {
        auto const id = quota->line.id;
        if (auto const plan = quota->total(Account::plan); plan.is_positive()) {
            return refuse(refusals::plan_not_returned,
                          {figure("quota", id.value()), figure("amount_fen", plan)});
        }
        for (auto const account :
             {Account::unallocated, Account::section_pending, Account::department_pending,
              Account::reserve, Account::executable, Account::frozen})
            recall(draft, at(account, id));
        for (auto const document : quota->procurements)
            recall(draft, at(Account::procurement, id, document.value()));
        for (auto const contract : quota->contracts)
            recall(draft, at(Account::contract, id, contract.value()));
    }
    if (draft.posting.lines.empty()) return refuse(refusals::nothing_to_book);
    return {};
}

Result<void> draft_command(Draft& draft, CloseYear const&) {
    for (auto const account : kAccounts) {
        auto const left = draft.book.balance(account);
        if (may_remain_at_closing(account) || left.is_zero()) continue;
        return refuse(refusals::year_not_settled,
                      {account_figure(account), figure("amount_fen", left)});
    }
    std::vector<std::pair<BalanceKey, Money>> balances(draft.book.balances().begin(),
                                                       draft.book.balances().end());
    std::ranges::sort(balances, {}, &std::pair<BalanceKey, Money>::first);
    for (auto const& [key, amount] : balances) {
        if (is_use(key.account))
            draft.credit(key, amount);
        else if (amount.is_positive())
            draft.debit(key, amount);
        else
            draft.credit(key, -amount);
    }
    for (auto const& quota : draft.book.quotas())
        draft.posting.closings.push_back(
            {quota.line.id, quota.total(Account::paid), quota.total(Account::handed_down),
             quota.total(Account::carried_over), quota.total(Account::recalled)});
    return {};
}

}  // namespace jincai::ledger

#include "ledger/account.h"

namespace jincai::ledger {

std::optional<Account> account_of(std::int64_t number_) {
    for (auto const account : kAccounts)
        if (number(account) == number_) return account;
    return std::nullopt;
}

std::string_view name_zh(Account account) {
    switch (account) {
        case Account::annual_approval: return "年初批复";
        case Account::upper_transfer: return "上级转移支付";
        case Account::carried_in: return "上年结转";
        case Account::mid_year_change: return "执行中增减";
        case Account::stabilisation: return "调入预算稳定调节基金";
        case Account::new_debt: return "新增债务";
        case Account::unit_income: return "单位资金收入";
        case Account::unallocated: return "总待分";
        case Account::section_pending: return "处室待分";
        case Account::department_pending: return "部门待分";
        case Account::reserve: return "预备费";
        case Account::executable: return "可执行";
        case Account::frozen: return "冻结";
        case Account::procurement: return "采购占用";
        case Account::contract: return "合同占用";
        case Account::reserved: return "在办占用";
        case Account::plan: return "用款计划额度";
        case Account::in_flight: return "支付在途";
        case Account::paid: return "已支付";
        case Account::handed_down: return "已下达下级";
        case Account::carried_over: return "结转下年";
        case Account::recalled: return "收回";
    }
    return {};
}

std::string_view name_en(Account account) {
    switch (account) {
        case Account::annual_approval: return "Approved at the start of the year";
        case Account::upper_transfer: return "Transfers from the upper level";
        case Account::carried_in: return "Carried over from last year";
        case Account::mid_year_change: return "Increases and cuts during the year";
        case Account::stabilisation: return "From the budget stabilisation fund";
        case Account::new_debt: return "New debt";
        case Account::unit_income: return "Units' own income";
        case Account::unallocated: return "To be allocated";
        case Account::section_pending: return "With a line section";
        case Account::department_pending: return "With a department";
        case Account::reserve: return "Reserve";
        case Account::executable: return "Executable";
        case Account::frozen: return "Frozen part";
        case Account::procurement: return "Held for procurement";
        case Account::contract: return "Held for contracts";
        case Account::reserved: return "Held for documents being decided";
        case Account::plan: return "Cash plan";
        case Account::in_flight: return "Payments in flight";
        case Account::paid: return "Paid";
        case Account::handed_down: return "Handed down to lower regions";
        case Account::carried_over: return "Carried over to next year";
        case Account::recalled: return "Recalled";
    }
    return {};
}

}  // namespace jincai::ledger

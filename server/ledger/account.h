#pragma once

#include <array>
#include <boost/describe/enum.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace jincai::ledger {

/// The chart of the budget book. Sources (1xxx, credit side) say where the permission to spend
/// comes from; uses (2xxx, debit side) say in which state it is. The journal holds the numbers.
enum class Account : std::uint16_t {
    annual_approval = 1001,   ///< 年初批复
    upper_transfer = 1002,    ///< 上级转移支付
    carried_in = 1003,        ///< 上年结转
    mid_year_change = 1004,   ///< 执行中增减, the only source that may turn negative
    stabilisation = 1005,     ///< 调入预算稳定调节基金
    new_debt = 1006,          ///< 新增债务
    unit_income = 1007,       ///< 单位资金收入
    unallocated = 2001,       ///< 总待分
    section_pending = 2002,   ///< 处室待分
    department_pending = 2003,  ///< 部门待分
    reserve = 2004,           ///< 预备费
    executable = 2010,        ///< 可执行
    frozen = 2011,            ///< 冻结
    procurement = 2012,       ///< 采购占用; detail: procurement document
    contract = 2013,          ///< 合同占用; detail: contract
    reserved = 2014,          ///< 在办占用: a document that is being decided; detail: `reserve_bucket`
    plan = 2020,              ///< 用款计划额度; detail: `plan_bucket`
    in_flight = 2021,         ///< 支付在途; detail: payment
    paid = 2030,              ///< 已支付
    handed_down = 2040,       ///< 已下达下级; detail: receiver
    carried_over = 2050,      ///< 结转下年; detail: contract or 0
    recalled = 2051,          ///< 收回
};
BOOST_DESCRIBE_ENUM(Account, annual_approval, upper_transfer, carried_in, mid_year_change,
                    stabilisation, new_debt, unit_income, unallocated, section_pending,
                    department_pending, reserve, executable, frozen, procurement, contract,
                    reserved, plan, in_flight, paid, handed_down, carried_over, recalled)

inline constexpr std::array kAccounts{
    Account::annual_approval, Account::upper_transfer,  Account::carried_in,
    Account::mid_year_change, Account::stabilisation,   Account::new_debt,
    Account::unit_income,     Account::unallocated,     Account::section_pending,
    Account::department_pending, Account::reserve,      Account::executable,
    Account::frozen,          Account::procurement,     Account::contract,
    Account::reserved,        Account::plan,            Account::in_flight,
    Account::paid,            Account::handed_down,     Account::carried_over,
    Account::recalled,
};
inline constexpr std::size_t kAccountCount = kAccounts.size();

[[nodiscard]] constexpr std::uint16_t number(Account account) {
    return static_cast<std::uint16_t>(account);
}
[[nodiscard]] constexpr bool is_source(Account account) { return number(account) < 2000; }
[[nodiscard]] constexpr bool is_use(Account account) { return number(account) >= 2000; }
/// Where permission waits to be distributed: 2001, 2002, 2003, 2004.
[[nodiscard]] constexpr bool is_pending(Account account) {
    return is_use(account) && number(account) <= 2004;
}

/// The position of `account` in `kAccounts`.
[[nodiscard]] constexpr std::size_t index_of(Account account) {
    switch (account) {
        case Account::annual_approval: return 0;
        case Account::upper_transfer: return 1;
        case Account::carried_in: return 2;
        case Account::mid_year_change: return 3;
        case Account::stabilisation: return 4;
        case Account::new_debt: return 5;
        case Account::unit_income: return 6;
        case Account::unallocated: return 7;
        case Account::section_pending: return 8;
        case Account::department_pending: return 9;
        case Account::reserve: return 10;
        case Account::executable: return 11;
        case Account::frozen: return 12;
        case Account::procurement: return 13;
        case Account::contract: return 14;
        case Account::reserved: return 15;
        case Account::plan: return 16;
        case Account::in_flight: return 17;
        case Account::paid: return 18;
        case Account::handed_down: return 19;
        case Account::carried_over: return 20;
        case Account::recalled: return 21;
    }
    return kAccountCount;
}

/// 2010 -> `executable`; nothing when the chart has no such number.
[[nodiscard]] std::optional<Account> account_of(std::int64_t number);
[[nodiscard]] std::string_view name_zh(Account account);
[[nodiscard]] std::string_view name_en(Account account);

}  // namespace jincai::ledger

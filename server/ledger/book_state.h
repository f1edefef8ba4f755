#pragma once

#include <array>
#include <boost/container/small_vector.hpp>
#include <string>
#include <vector>

#include "ledger/posting.h"

/// The values a book is made of, and what its queries answer.
namespace jincai::ledger {

inline constexpr std::size_t kMonths = 12;
[[nodiscard]] constexpr bool is_month(FiscalMonth month) {
    return month.value >= 1 && month.value <= static_cast<std::int32_t>(kMonths);
}
[[nodiscard]] constexpr std::size_t month_index(FiscalMonth month) {
    return static_cast<std::size_t>(month.value - 1);
}

/// A quota with what has been received and given. `totals` holds its balance per account, over all
/// details, in the order of `kAccounts`.
struct QuotaState {
    QuotaLine line;
    ScopeId scope;
    QuotaStatus status = QuotaStatus::active;
    Money from_source;
    Money from_parent;
    Money moved;
    Money passed_down;
    std::array<Money, kAccountCount> totals{};
    std::array<Money, kMonths> planned{};  ///< approved plan, net of shifts
    boost::container::small_vector<ContractId, 1> contracts;
    boost::container::small_vector<DocumentId, 1> procurements;
    QuotaClosing closing;

    [[nodiscard]] Money issued() const { return from_source + from_parent + moved; }
    [[nodiscard]] Money total(Account account) const { return totals[index_of(account)]; }
    friend bool operator==(QuotaState const&, QuotaState const&) = default;
};

/// A contract on one quota.
struct ContractState {
    Money amount;
    bool finished = false;
    friend bool operator==(ContractState const&, ContractState const&) = default;
};

struct PaymentRecord {
    QuotaId quota;
    ContractId contract;
    Money amount;
    Money refunded;
    boost::container::small_vector<PaymentPart, 1> parts;
    PaymentState state = PaymentState::in_flight;
    FiscalMonth submitted;
    FiscalMonth cleared;  ///< 0 until cleared
    friend bool operator==(PaymentRecord const&, PaymentRecord const&) = default;
};

struct ScopeMonth {
    Money plan;
    Money cleared;
    Money in_flight;
    Money refunded;
    Light light = Light::green;  ///< without red
    bool used = false;           ///< part of a run that an unfreeze has ended
    [[nodiscard]] Money spend() const { return cleared + in_flight - refunded; }
    /// Strictly more than planned; a month without plan is overspent by any spending.
    [[nodiscard]] bool overspent() const { return spend() > plan && spend() > Money{}; }
    friend bool operator==(ScopeMonth const&, ScopeMonth const&) = default;
};

/// What made a scope red, and since when.
struct RedState {
    bool red = false;
    bool frozen = false;  ///< false while red only warns
    FiscalMonth month;    ///< the last month of the run
    std::uint32_t months = 0;
    std::int64_t trigger_seq = 0;
    PaymentId trigger;
    Timestamp since{};
    Money plan;
    Money spend;
    std::string rule_version;
    std::string basis;
    friend bool operator==(RedState const&, RedState const&) = default;
};

struct OneTimePass {
    std::int64_t granted_seq = 0;
    Money amount;
    std::uint64_t payee = 0;
    Timestamp granted_at{};
    Timestamp valid_until{};
    PaymentId used_by;
    friend bool operator==(OneTimePass const&, OneTimePass const&) = default;
};

struct ScopeState {
    ScopeKey key;
    std::array<ScopeMonth, kMonths> months{};
    RedState red;
    std::vector<OneTimePass> passes;
    /// What people see: red from the run's last month on, else the month's own light.
    [[nodiscard]] Light light(FiscalMonth month) const;
    /// Overspent months in a row that end with `month` and still count.
    [[nodiscard]] std::int32_t overspent_run(FiscalMonth month) const;
    friend bool operator==(ScopeState const&, ScopeState const&) = default;
};

/// The columns of a quota's statement (指标执行情况).
struct QuotaStatement {
    Money issued;
    Money pending;      ///< 2001..2004
    Money executable;
    Money frozen;
    Money procurement;
    Money contract;
    Money reserved;     ///< by documents that are being decided
    Money plan;         ///< 2020 not yet used
    std::array<Money, kMonths> plan_approved{};
    std::array<Money, kMonths> plan_left{};  ///< 2020 by month, over all contracts
    Money in_flight;
    Money paid;
    Money passed_down;  ///< to quotas below
    Money handed_down;  ///< to regions below
    Money carried_over;
    Money recalled;
    Money available;    ///< payable now without a contract, under the plan mode
};

struct TrialBalanceRow {
    Account account = Account::executable;
    Money debit;
    Money credit;
};

}  // namespace jincai::ledger

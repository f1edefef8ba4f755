#pragma once

#include "ledger/what_if.h"
#include "modules/execution/model.h"

/// What travels about the past: a book as of a moment, and a year under other parameters.
namespace jincai::execution {

// ---- as of

struct AsOfFilter {
    /// "2026-03-17T10:00:00+08:00", a date (the end of that business day), or the number of a
    /// record of one book.
    std::string until;
    std::optional<RegionCode> region_code;
    std::optional<bool> include_lower;      ///< the regions below it as well
    std::optional<FiscalYear> fiscal_year;
    std::optional<UnitCode> unit_code;      ///< this unit and those below it
    std::optional<QuotaId> quota_id;        ///< this quota alone
};
BOOST_DESCRIBE_STRUCT(AsOfFilter, (),
                      (until, region_code, include_lower, fiscal_year, unit_code, quota_id))

struct AccountBalance {
    std::int64_t account = 0;
    std::string name_zh;
    std::string name_en;
    Money debit_fen;
    Money credit_fen;
};
BOOST_DESCRIBE_STRUCT(AccountBalance, (), (account, name_zh, name_en, debit_fen, credit_fen))

/// The columns of quota statements, added up: issued = pending + executable + ... + recalled.
struct QuotaTotals {
    std::int64_t quotas = 0;
    Money issued_fen;
    Money pending_fen;
    Money executable_fen;
    Money frozen_fen;
    Money procurement_fen;
    Money contract_fen;
    Money reserved_fen;
    Money plan_fen;
    Money in_flight_fen;
    Money paid_fen;
    Money passed_down_fen;
    Money handed_down_fen;
    Money carried_over_fen;
    Money recalled_fen;
    Money available_fen;  ///< payable in the month of the moment, under the plan mode of that day
};
BOOST_DESCRIBE_STRUCT(QuotaTotals, (),
                      (quotas, issued_fen, pending_fen, executable_fen, frozen_fen, procurement_fen,
                       contract_fen, reserved_fen, plan_fen, in_flight_fen, paid_fen,
                       passed_down_fen, handed_down_fen, carried_over_fen, recalled_fen,
                       available_fen))

/// A light that was not green. The last month of the book's own, or red from the run's month on.
struct AsOfLight {
    UnitCode unit_code;
    std::string unit_name;
    std::string fund_code;
    std::string project_class;
    std::string project_code;
    FiscalMonth month;
    Light light{};
    Money plan_fen;
    Money spend_fen;
};
BOOST_DESCRIBE_STRUCT(AsOfLight, (), (unit_code, unit_name, fund_code, project_class, project_code,
                                      month, light, plan_fen, spend_fen))

struct AsOfFreeze {
    UnitCode unit_code;
    std::string unit_name;
    std::string fund_code;
    std::string project_class;
    std::string project_code;
    FiscalMonth month;  ///< the last of the overspent run
    bool frozen = false;  ///< false: red only warned
    Timestamp since;
    std::int64_t trigger_seq = 0;
    Money plan_fen;
    Money spend_fen;
    std::string basis;
    std::string rule_version;
};
BOOST_DESCRIBE_STRUCT(AsOfFreeze, (),
                      (unit_code, unit_name, fund_code, project_class, project_code, month, frozen,
                       since, trigger_seq, plan_fen, spend_fen, basis, rule_version))

struct AsOfBook {
    RegionCode region_code;
    std::string region_name;
    FiscalYear fiscal_year;
    std::int64_t records = 0;  ///< read and proved: the journal up to the moment
    std::int64_t records_now = 0;
    std::optional<Timestamp> last_at;  ///< of the last of them
    std::string hash;                  ///< the chain up to it
    /// Sources only when everything of the region is asked for and may be seen.
    std::vector<AccountBalance> balances;
    QuotaTotals quota_totals;
    std::vector<AsOfLight> lights;
    std::vector<AsOfFreeze> freezes;
};
BOOST_DESCRIBE_STRUCT(AsOfBook, (), (region_code, region_name, fiscal_year, records, records_now,
                                     last_at, hash, balances, quota_totals, lights, freezes))

struct AsOfReport {
    std::optional<Timestamp> until;     ///< the moment that was asked for
    std::optional<std::int64_t> until_seq;  ///< or the record
    std::vector<AsOfBook> books;
};
BOOST_DESCRIBE_STRUCT(AsOfReport, (), (until, until_seq, books))

// ---- what if

struct ParameterSetting {
    std::string name;   ///< of `parameters/`, or light.yellow_percent, light.red_months
    std::string value;  ///< "": as if it were not set
};
BOOST_DESCRIBE_STRUCT(ParameterSetting, (), (name, value))

struct WhatIfRequest {
    FiscalYear fiscal_year;
    std::optional<RegionCode> region_code;
    std::optional<bool> include_lower;      ///< the regions below it as well
    std::optional<UnitCode> unit_code;      ///< this unit and those below it
    std::vector<ParameterSetting> set;
    std::optional<ledger::RefusedPayments> refused_payments;  ///< kept when absent
};
BOOST_DESCRIBE_STRUCT(WhatIfRequest, (),
                      (fiscal_year, region_code, include_lower, unit_code, set, refused_payments))

BOOST_DEFINE_ENUM_CLASS(LightLevel, green, yellow, red, frozen)
/// From what really happened to what is supposed.
BOOST_DEFINE_ENUM_CLASS(LightShift, harder, softer, earlier, later)

struct WhatIfTotals {
    std::int64_t yellow_months = 0;  ///< scopes x months that were yellow at some time
    std::int64_t reds = 0;           ///< times that a scope turned red
    std::int64_t freezes = 0;        ///< of these, times that it was frozen
    std::int64_t units_frozen = 0;
};
BOOST_DESCRIBE_STRUCT(WhatIfTotals, (), (yellow_months, reds, freezes, units_frozen))

struct WhatIfDifference {
    RegionCode region_code;
    UnitCode unit_code;
    std::string unit_name;
    std::string fund_code;
    std::string project_class;
    std::string project_code;
    FiscalMonth month;
    LightLevel actual{};
    std::optional<Timestamp> actual_since;
    LightLevel supposed{};
    std::optional<Timestamp> supposed_since;
    LightShift shift{};
    Money plan_fen;   ///< of the month, at the end
    Money spend_fen;
};
BOOST_DESCRIBE_STRUCT(WhatIfDifference, (),
                      (region_code, unit_code, unit_name, fund_code, project_class, project_code,
                       month, actual, actual_since, supposed, supposed_since, shift, plan_fen,
                       spend_fen))

/// A payment or plan that was booked and would have been refused.
struct WhatIfRefusal {
    RegionCode region_code;
    UnitCode unit_code;
    std::string unit_name;
    std::string kind;  ///< submit_payment, submit_payments, approve_plan, shift_plan
    std::string code;  ///< scope_frozen or trigger_blocked
    std::int64_t seq = 0;
    Timestamp at;
    PaymentId payment_id;        ///< of the document; 0 when it has been submitted anew since
    std::string payment_number;  ///< "" likewise
    QuotaId quota_id;
    Money amount_fen;
};
BOOST_DESCRIBE_STRUCT(WhatIfRefusal, (),
                      (region_code, unit_code, unit_name, kind, code, seq, at, payment_id,
                       payment_number, quota_id, amount_fen))

struct WhatIfReport {
    FiscalYear fiscal_year;
    std::vector<ParameterSetting> set;  ///< by their full names
    ledger::RefusedPayments refused_payments{};
    std::int64_t books = 0;
    std::int64_t records = 0;
    WhatIfTotals actual;
    WhatIfTotals supposed;
    std::int64_t harder = 0;
    std::int64_t softer = 0;
    std::int64_t earlier = 0;
    std::int64_t later = 0;
    std::vector<WhatIfDifference> differences;
    std::int64_t payments_refused = 0;
    Money payments_refused_fen;
    std::int64_t plans_refused = 0;
    Money plans_refused_fen;
    std::vector<WhatIfRefusal> refusals;  ///< the first 1,000
};
BOOST_DESCRIBE_STRUCT(WhatIfReport, (),
                      (fiscal_year, set, refused_payments, books, records, actual, supposed, harder,
                       softer, earlier, later, differences, payments_refused, payments_refused_fen,
                       plans_refused, plans_refused_fen, refusals))

}  // namespace jincai::execution

#pragma once

#include <array>
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <string>

#include "base/ids.h"
#include "base/money.h"
#include "base/time.h"
#include "ledger/quota_line.h"

namespace jincai::ledger {

/// What cash plans do to payments. `none`: plans are targets, payments book 2010/2013 -> 2021.
/// `cumulative`: the ceiling is all plan of the months so far. `month`: this month's plan alone.
BOOST_DEFINE_ENUM_CLASS(PlanMode, none, cumulative, month)

/// The region's parameters as they hold on the day of a command. Passed to `decide`, never kept in
/// the book: what a decision found under them is in its posting.
struct Rules {
    std::string version = "default";
    std::array<PlanMode, kProjectClasses> plan_modes{PlanMode::cumulative, PlanMode::cumulative,
                                                     PlanMode::cumulative};
    BasisPoints yellow_line{8000};  ///< of the month's plan, strictly exceeded
    std::int32_t red_months = 2;    ///< overspent months in a row that make red; 1..12
    bool block_trigger = false;     ///< refuse the very payment that would make red
    /// Document number of the local rule that allows freezing; without it red only warns
    /// (预算法第九十三条: 擅自冻结国库库款的追究责任).
    std::string freeze_basis;
    std::int32_t pass_hours = 24;  ///< longest validity of a one-time pass

    [[nodiscard]] PlanMode plan_mode(ProjectClass project_class) const {
        return plan_modes[static_cast<std::size_t>(project_class)];
    }
    friend bool operator==(Rules const&, Rules const&) = default;
};

/// What one book is: fixed when it is created.
struct BookSettings {
    RegionCode region;
    FiscalYear year;
    ScopeKind scope_kind = ScopeKind::unit_fund_class;
    bool lights_for_personnel = false;  ///< wages use 100 % of each month's plan by nature
    friend bool operator==(BookSettings const&, BookSettings const&) = default;
};

/// Who may move money between two quotas, weakest first. `refused` cannot be granted.
BOOST_DEFINE_ENUM_CLASS(Authority, unit, department, line_section, government, formal_adjustment,
                        upper_level, refused)

/// The row of the matrix that decided.
BOOST_DEFINE_ENUM_CLASS(TransferReason, same_project, operating_items, into_limited_expense,
                        from_personnel, within_department, between_departments, between_budgets,
                        approved_total, upper_level_purpose)

struct RequiredAuthority {
    Authority authority = Authority::refused;
    TransferReason reason = TransferReason::between_budgets;
    friend bool operator==(RequiredAuthority const&, RequiredAuthority const&) = default;
};

/// Whether a transfer changes what the congress approved in total or as a key item; the caller
/// knows (预算法第六十七条), the two lines do not show it.
enum class ApprovedTotal : std::uint8_t { unchanged, changed };

/// The matrix of movements between two quotas (预算法第七十二条 and practice). Pure.
[[nodiscard]] RequiredAuthority required_authority(QuotaLine const& from, QuotaLine const& to,
                                                   ApprovedTotal total = ApprovedTotal::unchanged);
[[nodiscard]] std::string_view reason_zh(TransferReason reason);
[[nodiscard]] std::string_view reason_en(TransferReason reason);

/// Whether both funds belong to the same of the budgets that never mix (预算法第五条).
[[nodiscard]] bool same_budget(FundCode const& a, FundCode const& b);
/// The first three digits of a unit code.
[[nodiscard]] std::string_view department_of(UnitCode const& unit);

}  // namespace jincai::ledger

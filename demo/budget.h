#pragma once

#include <array>
#include <vector>

#include "demo/script.h"

/// What each unit may spend in a year, and when: quotas and their monthly plans.
namespace jincai::demo {

inline constexpr std::size_t kMonths = 12;

struct PlannedLine {
    QuotaIndex quota = 0;
    std::array<Money, kMonths> plan{};
    std::int32_t payments_milli = 1000;  ///< payments in a planned month, in thousandths
    Money each_month;  ///< of wages: a month's pay, whatever months it is planned in
    int added_month = 0;  ///< the plan of this month is paid for by an addition during the year
};

struct UnitBudget {
    UnitIndex unit = 0;
    std::vector<PlannedLine> lines;
};

struct YearBudget {
    FiscalYear year;
    std::vector<Quota> quotas;
    std::vector<UnitBudget> units;  ///< one for each unit, in the order of `Province::units`
};

/// Sum of a line's plans; at most the quota's amount.
[[nodiscard]] Money planned(PlannedLine const& line);

/// `total` spread over the months by `weights`, in whole hundreds of 元. What does not divide goes
/// to the last month that has a weight. Requires: one weight is positive.
[[nodiscard]] std::array<Money, kMonths> spread(Money total, std::array<int, kMonths> const& weights);

[[nodiscard]] YearBudget make_budget(Province const& province, FiscalYear year);

/// Adds a line to the budget of a unit; gives its quota.
QuotaIndex add_line(YearBudget& budget, Quota quota, PlannedLine line);

}  // namespace jincai::demo

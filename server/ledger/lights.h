#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "ledger/book_state.h"
#include "ledger/rules.h"

/// The arithmetic of lights on the twelve months of one scope. Pure.
namespace jincai::ledger {

using ScopeMonths = std::array<ScopeMonth, kMonths>;

/// Green, or yellow when spending is strictly more than the yellow line of the plan; red is not a
/// matter of one month. Without plan any spending is yellow; negative spending is green.
[[nodiscard]] Light month_light(ScopeMonth const& month, Rules const& rules);

/// Overspent months in a row that end with `month` and were not used up by an unfreeze.
[[nodiscard]] std::int32_t overspent_run(ScopeMonths const& months, FiscalMonth month);

/// A run of `red_months` overspent months; `months` has bit m for month m.
struct OverspentRun {
    FiscalMonth last;
    std::uint32_t months = 0;
};

/// The first run that contains one of the months in `touched` (bit m), within this fiscal year.
[[nodiscard]] std::optional<OverspentRun> find_run(ScopeMonths const& months,
                                                   std::uint32_t touched, Rules const& rules);

}  // namespace jincai::ledger

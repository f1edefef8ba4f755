#pragma once

#include "demo/budget.h"
#include "demo/script.h"
#include "demo/targets.h"

namespace jincai::demo {

/// A scope whose course the story needs, instead of one left to chance.
struct FixedFate {
    UnitIndex unit = 0;
    ledger::ProjectClass project_class = ledger::ProjectClass::operating;
    Fate fate = Fate::usual;
    FreezeEnd end = FreezeEnd::stays;
};

/// The second month of two overspent ones that end before this month or, failing that, in it. 0
/// when there is no room: January cannot be overspent in plan mode `cumulative`.
[[nodiscard]] int latest_red_month(Province const& province);

/// The payments of the year, and the freezes that follow from them, appended to `script`. What is
/// spent never exceeds the plans up to its month, quota by quota.
void add_payments(Province const& province, YearBudget const& budget,
                  std::span<FixedFate const> fixed, YearScript& script);

}  // namespace jincai::demo

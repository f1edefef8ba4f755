#pragma once

#include "demo/budget.h"
#include "demo/script.h"
#include "demo/spending.h"

/// What the guide and the browser tests tell: the school at 78 % of its plan, the school frozen by
/// two overspent months, and work waiting at every desk of the story's county.
namespace jincai::demo {

/// Sets up the story's quotas and plans in the budget of the current year.
void arrange_story(Province const& province, YearBudget& budget);

/// The courses that the story needs, in the year of the script's last day.
[[nodiscard]] std::vector<FixedFate> story_fates(Province const& province);

/// Documents that wait in every state for the printed accounts, as the last acts of the script.
void add_waiting_work(Province const& province, YearBudget const& budget, YearScript& script);

/// The laboratory building (实验楼) of the story's school. Requires: `arrange_story` was called.
[[nodiscard]] QuotaIndex laboratory(Province const& province, YearBudget const& budget);

}  // namespace jincai::demo

#pragma once

#include "demo/budget.h"
#include "demo/script.h"

namespace jincai::demo {

/// The documents that bring a budget into force: the budget of each department in January, the
/// yearly plan of each unit, additions during the year with the plans that follow them. Documents
/// later than the last day of the script are left out.
void add_documents(Province const& province, YearBudget const& budget, YearScript& script);

}  // namespace jincai::demo

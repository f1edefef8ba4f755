#pragma once

#include "demo/script.h"

namespace jincai::demo {

/// The years of the demonstration, oldest first: the current one and three before it.
[[nodiscard]] std::vector<FiscalYear> demo_years(Province const& province);

/// Everything that happens in one year, in order of time.
[[nodiscard]] YearScript make_year(Province const& province, FiscalYear year);

}  // namespace jincai::demo

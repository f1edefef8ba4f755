#pragma once

#include <set>

#include "modules/basics/service.h"

namespace jincai::execution {

/// The year nearest to `year` that has code tables; `year` itself when it has, or none does.
[[nodiscard]] FiscalYear nearest_code_year(basics::Directory const& directory, FiscalYear year);

/// Codes are kept by fiscal year. Years without tables get those of the nearest year that has
/// them, until the official ones replace them.
[[nodiscard]] Result<void> ensure_codes(basics::Service& basics, audit::Actor const& actor,
                                        RegionCode const& own_region,
                                        std::set<FiscalYear> const& years);

}  // namespace jincai::execution

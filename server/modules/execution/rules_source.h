#pragma once

#include "modules/basics/directory.h"
#include "modules/execution/books.h"

namespace jincai::execution {

/// Values that are supposed in place of the parameters in force, by name; "" is "not set".
using Overrides = std::map<std::string, std::string, std::less<>>;

/// The region's parameters on a day as the book wants them.
[[nodiscard]] ledger::Rules rules_on(basics::Directory const& directory, RegionCode const& region,
                                     BusinessDate day, Overrides const& overrides = {});

/// What the book of a region and year is, by the parameters of its first day.
[[nodiscard]] ledger::BookSettings settings_of(basics::Directory const& directory,
                                               BookKey const& key,
                                               Overrides const& overrides = {});

}  // namespace jincai::execution

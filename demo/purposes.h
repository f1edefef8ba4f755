#pragma once

#include <string>

#include "demo/random.h"
#include "demo/script.h"

namespace jincai::demo {

/// What a payment of this quota in this month is for, in the words of an office.
[[nodiscard]] std::string purpose_of(Quota const& quota, FiscalYear year, int month, House house,
                                     Random& random);

}  // namespace jincai::demo

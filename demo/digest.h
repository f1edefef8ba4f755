#pragma once

#include <cstdint>

#include "demo/script.h"

namespace jincai::demo {

/// 64 bits over all that a province or a year holds: equal for the same seed and day on every
/// machine, different otherwise.
[[nodiscard]] std::uint64_t digest(Province const& province);
[[nodiscard]] std::uint64_t digest(YearScript const& script);

}  // namespace jincai::demo

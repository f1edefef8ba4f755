#pragma once

/// An invariant of our own that must hold. Always on: a broken invariant stops the process rather
/// than book nonsense. Never used on input; input is refused with an `Error`.
#define JC_ASSERT(condition)                                            \
    (static_cast<bool>(condition)                                       \
         ? static_cast<void>(0)                                         \
         : ::jincai::assertion_failed(#condition, __FILE__, __LINE__))

namespace jincai {
[[noreturn]] void assertion_failed(char const* condition, char const* file, int line) noexcept;
}  // namespace jincai

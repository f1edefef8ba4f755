#pragma once

#include <string_view>
#include <vector>

#include "base/error.h"

namespace jincai::identity {

inline constexpr std::size_t kPasswordMin = 8;
inline constexpr std::size_t kAdministratorPasswordMin = 12;
inline constexpr std::size_t kPasswordMax = 64;
inline constexpr std::size_t kPasswordsRemembered = 5;

/// Everything that is wrong with a password, after 等保 2.0 (GB/T 22239-2019, 8.1.4.1 a): length,
/// three of four kinds of characters, not the user name, not a famous one. Empty: it is good.
/// Whether it was used before is a question to the store.
[[nodiscard]] std::vector<Error> check_password(std::string_view password,
                                                std::string_view user_name, bool administrator);

}  // namespace jincai::identity

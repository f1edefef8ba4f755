#pragma once

#include "demo/script.h"

namespace jincai::demo {

/// The accounts that the loader creates and prints: one for each role, named by office.
[[nodiscard]] std::vector<Account> make_accounts();

}  // namespace jincai::demo

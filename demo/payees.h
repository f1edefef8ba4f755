#pragma once

#include "demo/random.h"
#include "demo/script.h"

namespace jincai::demo {

/// All payees: companies per city and trade, utilities, and for each unit the accounts from which
/// its bank pays wages out and its travel cards are settled. None of them exists.
[[nodiscard]] std::vector<Payee> make_payees(Province const& province);

/// A payee of this trade near the unit.
[[nodiscard]] PayeeIndex pick_payee(Province const& province, UnitIndex unit, Trade trade,
                                    Random& random);

/// Who is usually paid under this economic code.
[[nodiscard]] Trade trade_of(EconomicCode const& economic);

}  // namespace jincai::demo

#pragma once

#include <optional>

#include "ledger/book.h"

namespace jincai::ledger {

/// What a payment would do, by the very ladder of `decide`. Command and payment id may be empty.
struct Preview {
    std::optional<Error> refusal;
    ScopeId scope;  ///< 0: no light
    FiscalMonth month;
    Light before = Light::green;
    Light after = Light::green;
    Money plan;
    Money spend_before;
    Money spend_after;  ///< as if booked, also when refused
    bool overspent_after = false;
    bool freezes = false;  ///< this payment would freeze the scope for everything after it
    Money available;       ///< before the payment, under the plan mode
};
[[nodiscard]] Preview preview(Book const& book, SubmitPayment const& command, Rules const& rules);

}  // namespace jincai::ledger

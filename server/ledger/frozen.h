#pragma once

#include "ledger/draft.h"

/// Inside of the room: who a red light stops, and what it says.
namespace jincai::ledger {

/// Wages and what the line marks as protected stay payable; an automatic freeze must not break the
/// 三保 duty.
[[nodiscard]] inline bool is_protected(QuotaLine const& line) {
    return line.protected_class || line.project_class == ProjectClass::personnel;
}

/// `scope_frozen` with the figures that made the scope red.
[[nodiscard]] std::unexpected<Error> refuse_frozen(Draft const& draft, ScopeId scope);

}  // namespace jincai::ledger

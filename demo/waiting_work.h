#pragma once

#include "demo/player.h"

namespace jincai::demo {

/// Puts the documents that wait onto the desks of the printed accounts, each by the person whose
/// turn it is. Requires: the player has played the year.
class WaitingWork {
public:
    explicit WaitingWork(Player& player) : player_{player} {}
    [[nodiscard]] Result<void> put();

private:
    [[nodiscard]] Result<void> put_payment(Payment const& payment);
    [[nodiscard]] Result<void> put_plan(PlanDocument const& document);
    [[nodiscard]] Result<void> put_quotas(QuotaDocument const& document);

    Player& player_;
};

}  // namespace jincai::demo

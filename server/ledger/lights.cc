#include "ledger/lights.h"

#include <algorithm>
#include <bit>

namespace jincai::ledger {

Light month_light(ScopeMonth const& month, Rules const& rules) {
    return exceeds_share(month.spend(), rules.yellow_line, month.plan) ? Light::yellow
                                                                       : Light::green;
}

std::int32_t overspent_run(ScopeMonths const& months, FiscalMonth month) {
    std::int32_t run = 0;
    for (auto at = month_index(month) + 1; at-- > 0;) {
        if (!months[at].overspent() || months[at].used) break;
        ++run;
    }
    return run;
}

std::optional<OverspentRun> find_run(ScopeMonths const& months, std::uint32_t touched,
                                     Rules const& rules) {
    auto const length = std::clamp<std::int32_t>(rules.red_months, 1, kMonths);
    auto const counts = [&](std::int32_t month) {
        auto const& state = months[static_cast<std::size_t>(month - 1)];
        return state.overspent() && !state.used;
    };
    std::uint32_t counting = 0;
    for (auto bits = touched; bits != 0; bits &= bits - 1)
        if (auto const month = std::countr_zero(bits); counts(month)) counting |= 1U << month;
    if (counting == 0) return std::nullopt;  // nearly always
    for (std::int32_t month = 1; month <= static_cast<std::int32_t>(kMonths); ++month)
        if (counts(month)) counting |= 1U << month;
    for (std::int32_t last = length; last <= static_cast<std::int32_t>(kMonths); ++last) {
        auto const window = ((1U << length) - 1U) << (last - length + 1);
        if ((counting & window) == window && (window & touched) != 0)
            return OverspentRun{FiscalMonth{last}, window};
    }
    return std::nullopt;
}

}  // namespace jincai::ledger

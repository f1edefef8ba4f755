#pragma once

#include <optional>
#include <span>

#include "demo/budget.h"
#include "demo/random.h"

/// How much of its plan a scope spends in each month. Decided for the whole year before the first
/// payment is made, because lights depend on exact sums.
namespace jincai::demo {

/// How a scope (unit and project class) fares. Only running costs and projects have lights.
enum class Fate : std::uint8_t {
    usual,
    yellow_now,  ///< beyond 80 % of this month's plan already
    story,       ///< 78 % of this month's plan to the fen, less before
    red,         ///< overspent in two months running
};

struct Target {
    Money amount;
    int payments = 0;
};

/// The part of the year that has passed.
struct Elapsed {
    int months = 12;            ///< those begun
    std::int64_t last_bp = 0;   ///< the share of the last one that is over; 10000: a full year
    [[nodiscard]] bool is_partial(int month) const { return month == months && last_bp < 10'000; }
};

struct ScopeTargets {
    std::vector<std::array<Target, kMonths>> lines;  ///< in the order of the planned lines
    int red_month = 0;          ///< 1..12 when two overspent months end with it
    std::size_t red_line = 0;   ///< the line whose last payment of that month makes it red
    Money trigger;              ///< the amount of that payment, part of the line's target
};

/// Whether `spent` in all is more than planned in this month (1..12).
[[nodiscard]] bool is_overspent(std::span<PlannedLine const> lines, ScopeTargets const& targets,
                                int month);

/// Targets within the plans: no line spends more than its plans up to the month, and no two months
/// running are overspent unless `red_month` asks for it. Nothing when the plans leave no room for
/// `Fate::red`. `lifted`: spending goes on in the month after the red one.
[[nodiscard]] std::optional<ScopeTargets> make_targets(std::span<PlannedLine const> lines,
                                                       Fate fate, int red_month, bool lifted,
                                                       Elapsed const& elapsed, Random& random);

}  // namespace jincai::demo

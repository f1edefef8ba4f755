#pragma once

#include "ledger/book.h"
#include "modules/execution/messages.h"

/// Lights in words: every light says what it measured and by which rule.
namespace jincai::execution {

/// The light of a scope in a month as people see it; scope 0: not watched.
[[nodiscard]] LightView light_view(ledger::Book const& book, ledger::ScopeId scope,
                                   FiscalMonth month, ledger::Rules const& rules,
                                   Language language);

struct LightFigures {
    Light light{};
    bool frozen = false;
    FiscalMonth month;
    Money plan;
    Money spend;
};
/// "3 月支出为计划的 85.30%，超过 80% 预警线"; "" for green.
[[nodiscard]] std::string reason_of(LightFigures const& figures, ledger::Rules const& rules,
                                    Language language);

/// The plan and spending of the month of `today`, against the time gone by: parameter
/// `execution.time_adjusted_bp` is the line. Nothing without a plan, or when `line_bp` is 0.
[[nodiscard]] std::optional<TimeAdjusted> time_adjusted(Money plan, Money spend, BusinessDate today,
                                                        std::int64_t line_bp, Language language);

/// "85.30%"
[[nodiscard]] std::string percent(std::int64_t basis_points);

}  // namespace jincai::execution

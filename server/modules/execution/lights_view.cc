#include "modules/execution/lights_view.h"

namespace jincai::execution {

namespace {

std::string red_reason(LightFigures const& f, ledger::Rules const& rules, Language language) {
    if (language == Language::en)
        return fmt::format("{} months overspent in a row, last in month {}: spent {} of a plan of {}{}",
                           rules.red_months, f.month.value, format_yuan(f.spend),
                           format_yuan(f.plan), f.frozen ? "; payments are frozen" : "");
    return fmt::format("连续 {} 个月超支，最近为 {} 月：支出 {} 元，计划 {} 元{}", rules.red_months,
                       f.month.value, format_yuan(f.spend), format_yuan(f.plan),
                       f.frozen ? "；已自动冻结后续拨款" : "");
}

std::string yellow_reason(LightFigures const& f, ledger::Rules const& rules, Language language) {
    auto const line = percent(rules.yellow_line.value);
    if (f.plan.is_zero())
        return language == Language::en
                   ? fmt::format("month {}: {} spent without a plan", f.month.value,
                                 format_yuan(f.spend))
                   : fmt::format("{} 月无计划支出 {} 元", f.month.value, format_yuan(f.spend));
    auto const share = percent(share_bp(f.spend, f.plan));
    if (language == Language::en)
        return fmt::format("month {}: spending is {} of the plan, above the {} line", f.month.value,
                           share, line);
    return fmt::format("{} 月支出为计划的 {}，超过 {} 预警线{}", f.month.value, share, line,
                       f.spend > f.plan ? "，且已超出当月计划" : "");
}

}  // namespace

std::string percent(std::int64_t basis_points) {
    return fmt::format("{}.{:02}%", basis_points / 100, std::abs(basis_points % 100));
}

std::string reason_of(LightFigures const& figures, ledger::Rules const& rules, Language language) {
    switch (figures.light) {
        case Light::green: return "";
        case Light::yellow: return yellow_reason(figures, rules, language);
        case Light::red: return red_reason(figures, rules, language);
    }
    return "";
}

std::optional<TimeAdjusted> time_adjusted(Money plan, Money spend, BusinessDate today,
                                          std::int64_t line_bp, Language language) {
    if (!plan.is_positive() || line_bp <= 0) return std::nullopt;
    auto const last = static_cast<unsigned>(
        std::chrono::year_month_day_last{today.year(), today.month() / std::chrono::last}.day());
    BasisPoints const elapsed{
        static_cast<std::int32_t>(10'000 * static_cast<unsigned>(today.day()) / last)};
    auto const expected = scale(plan, elapsed, Rounding::half_up);
    if (!expected || !expected->is_positive()) return std::nullopt;
    TimeAdjusted found{.elapsed_bp = elapsed.value,
                       .expected_fen = *expected,
                       .spend_bp = share_bp(spend, *expected),
                       .line_bp = line_bp};
    found.ahead =
        exceeds_share(spend, BasisPoints{static_cast<std::int32_t>(line_bp)}, *expected);
    if (!found.ahead) return found;
    auto const time = percent(found.elapsed_bp);
    auto const pace = percent(found.spend_bp);
    found.reason =
        language == Language::en
            ? fmt::format("{} of the month has passed, for which the plan stands at {}; spending "
                          "is {} of that, above the {} hint line",
                          time, format_yuan(*expected), pace, percent(line_bp))
            : fmt::format("本月时间已过 {}，按时间折算的计划为 {} 元，支出为其 {}，超过 {} 提示线",
                          time, format_yuan(*expected), pace, percent(line_bp));
    return found;
}

LightView light_view(ledger::Book const& book, ledger::ScopeId scope, FiscalMonth month,
                     ledger::Rules const& rules, Language language) {
    LightView view{.month = month, .rule_version = rules.version};
    if (!scope) {
        view.watched = false;
        return view;
    }
    auto const& state = book.scope(scope);
    auto const& figures = state.months[ledger::month_index(month)];
    view.light = state.light(month);
    view.plan_fen = figures.plan;
    view.spend_fen = figures.spend();
    view.spend_bp = share_bp(view.spend_fen, view.plan_fen);
    view.frozen = state.red.red && state.red.frozen;
    if (state.red.red) view.since = state.red.since;
    if (view.light == Light::red) {
        view.rule_version = state.red.rule_version;
        view.reason = reason_of({Light::red, view.frozen, state.red.month, state.red.plan,
                                 state.red.spend},
                                rules, language);
    } else {
        view.reason = reason_of({view.light, view.frozen, month, view.plan_fen, view.spend_fen},
                                rules, language);
    }
    return view;
}

}  // namespace jincai::execution

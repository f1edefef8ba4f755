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

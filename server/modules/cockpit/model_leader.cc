#include "modules/cockpit/model_leader.h"

#include "base/assert.h"

namespace jincai::cockpit {

namespace {

constexpr std::int32_t kMonths = 12;

Money share_of(Money amount, std::int64_t basis_points) {
    auto const part = scale(amount, BasisPoints{static_cast<std::int32_t>(basis_points)},
                            Rounding::half_up);
    JC_ASSERT(part.has_value());  // a share of at most the whole fits where the whole does
    return *part;
}

std::string percent(std::int64_t basis_points) {
    return fmt::format("{}.{:02}%", basis_points / 100, basis_points % 100);
}

std::optional<execution::LightMonth> cause_of(TroubledScope const& scope) {
    if (scope.frozen_by) return scope.frozen_by;
    auto const& months = scope.row.months;
    if (scope.row.light == execution::Light::red)
        for (auto at = months.rbegin(); at != months.rend(); ++at)
            if (at->spend_fen > at->plan_fen) return *at;
    if (months.empty()) return std::nullopt;
    return months.back();
}

}  // namespace

void YearSums::add(BookSums const& sums, RegionCode const& region, basics::RegionLevel level,
                   Frame const& frame) {
    for (auto const& row : sums) {
        if (frame.fund && row.fund_code != *frame.fund) continue;
        auto& department = by_department[{level, row.department}];
        department.regions.insert(region);
        if (row.month.value == 0) {
            total.budget += row.amount_fen;
            by_function[row.function_class].budget += row.amount_fen;
            department.spending.budget += row.amount_fen;
            continue;
        }
        paid_in[static_cast<std::size_t>(row.month.value - 1)] += row.amount_fen;
        if (row.month > frame.month) continue;
        total.paid += row.amount_fen;
        by_function[row.function_class].paid += row.amount_fen;
        department.spending.paid += row.amount_fen;
    }
}

std::vector<PacePoint> pace_of(YearSums const& year, YearSums const& last_year,
                               Frame const& frame) {
    std::vector<PacePoint> points;
    bool const has_last_year = !last_year.by_function.empty();
    Money paid;
    Money paid_last_year;
    for (std::int32_t number = 1; number <= kMonths; ++number) {
        FiscalMonth const month{number};
        auto const at = static_cast<std::size_t>(number - 1);
        // The running month counts to its last passed day, as the figure beside it does.
        auto const end = last_day(frame.year, month, make_date(frame.year.value, 12, 31));
        PacePoint point{.month = month,
                        .elapsed_bp = elapsed_bp(month == frame.month ? frame.day : end)};
        point.pace_fen = share_of(year.total.budget, point.elapsed_bp);
        if (month <= frame.month) {
            paid += year.paid_in[at];
            point.paid_fen = paid;
            point.actual_bp = share_bp(paid, year.total.budget);
        }
        if (has_last_year) {
            paid_last_year += last_year.paid_in[at];
            point.last_year_fen = paid_last_year;
            point.last_year_bp = share_bp(paid_last_year, last_year.total.budget);
        }
        points.push_back(point);
    }
    return points;
}

DepartmentRanking rank_departments(YearSums const& year, std::int64_t elapsed_bp,
                                   std::size_t most) {
    DepartmentRanking ranking;
    for (auto const& [key, department] : year.by_department) {
        auto const& spending = department.spending;
        if (!spending.budget.is_positive()) continue;
        auto const rate = share_bp(spending.paid, spending.budget);
        DepartmentPace row{.level = key.first,
                           .code = key.second,
                           .regions = static_cast<std::int64_t>(department.regions.size()),
                           .budget_fen = spending.budget,
                           .paid_fen = spending.paid,
                           .rate_bp = rate,
                           .gap_bp = rate - elapsed_bp};
        ++ranking.count;
        (row.gap_bp < 0 ? ranking.behind : ranking.ahead).push_back(std::move(row));
    }
    // The larger budget first where the gap is the same: it weighs more.
    std::ranges::stable_sort(ranking.behind, [](auto const& a, auto const& b) {
        return std::tie(a.gap_bp, b.budget_fen) < std::tie(b.gap_bp, a.budget_fen);
    });
    std::ranges::stable_sort(ranking.ahead, [](auto const& a, auto const& b) {
        return std::tie(b.gap_bp, b.budget_fen) < std::tie(a.gap_bp, a.budget_fen);
    });
    if (ranking.behind.size() > most) ranking.behind.resize(most);
    if (ranking.ahead.size() > most) ranking.ahead.resize(most);
    return ranking;
}

std::vector<FunctionShare> function_shares(YearSums const& year, YearSums const& last_year,
                                           std::span<std::string const> key) {
    std::map<std::string, FunctionShare> rows;
    for (auto const& [code, spending] : year.by_function) {
        rows[code].budget_fen = spending.budget;
        rows[code].paid_fen = spending.paid;
    }
    for (auto const& [code, spending] : last_year.by_function)
        rows[code].last_year_fen = spending.paid;
    std::vector<FunctionShare> shares;
    for (auto& [code, row] : rows) {
        row.code = code;
        row.is_key = std::ranges::find(key, code) != key.end();
        row.budget_bp = share_bp(row.budget_fen, year.total.budget);
        row.actual_bp = share_bp(row.paid_fen, year.total.paid);
        row.last_year_bp = share_bp(row.last_year_fen, last_year.total.paid);
        shares.push_back(std::move(row));
    }
    std::ranges::stable_partition(shares, &FunctionShare::is_key);
    return shares;
}

std::string lamp_reason(TroubledScope const& scope, Language language) {
    auto const lamp = cause_of(scope);
    if (!lamp) return "";
    auto const spent = lamp->plan_fen.is_zero()
                           ? in(language, "无用款计划", "no plan")
                           : fmt::format(fmt::runtime(in(language, "为计划的 {}", "{} of the plan")),
                                         percent(lamp->spend_bp));
    auto const stop =
        scope.row.frozen ? in(language, "；已冻结后续拨款", "; payments are frozen") : "";
    return fmt::format(
        fmt::runtime(in(language, "{} 月支出 {} 元，计划 {} 元，{}{}",
                        "month {}: spent {} yuan, planned {} yuan, {}{}")),
        lamp->month.value, format_yuan(lamp->spend_fen), format_yuan(lamp->plan_fen), spent, stop);
}

}  // namespace jincai::cockpit

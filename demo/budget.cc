#include "demo/budget.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/assert.h"
#include "demo/catalog.h"
#include "demo/moments.h"
#include "demo/random.h"

namespace jincai::demo {

namespace {

using basics::RegionLevel;
using ledger::ProjectClass;

constexpr std::int64_t kFenPerHundredYuan = 10'000;

Money whole_hundreds(std::int64_t fen) {
    return Money::from_fen((fen + kFenPerHundredYuan - 1) / kFenPerHundredYuan *
                           kFenPerHundredYuan);
}

/// Prices and pay rise a little every year.
std::int64_t in_year(std::int64_t fen, FiscalYear year, std::int64_t growth_permille) {
    return fen + fen * growth_permille * (year.value - 2022) / 1000;
}

std::int64_t monthly_pay_fen(RegionLevel level) {
    switch (level) {
        case RegionLevel::national:
        case RegionLevel::province: return 961'800;
        case RegionLevel::prefecture: return 842'300;
        case RegionLevel::county: return 713'600;
        case RegionLevel::township: return 655'400;
    }
    return 0;
}

/// 公用经费定额: per person and year.
std::int64_t running_costs_fen(House house, RegionLevel level) {
    bool const high = level == RegionLevel::province || level == RegionLevel::prefecture;
    switch (house) {
        case House::office: return high ? 2'300'000 : 1'650'000;
        case House::school: return 620'000;
        case House::college: return 980'000;
        case House::hospital: return 1'250'000;
        case House::station: return high ? 1'150'000 : 920'000;
        case House::town: return 1'480'000;
    }
    return 0;
}

struct RhythmShape {
    std::array<int, kMonths> weights;
    std::int32_t payments_milli;
};

RhythmShape shape_of(Rhythm rhythm) {
    switch (rhythm) {
        case Rhythm::quarters: return {{0, 0, 20, 0, 0, 25, 0, 0, 25, 0, 0, 30}, 1000};
        case Rhythm::monthly: return {{8, 8, 8, 8, 8, 8, 8, 8, 8, 9, 9, 10}, 1000};
        case Rhythm::summer: return {{0, 0, 0, 0, 0, 20, 40, 30, 0, 10, 0, 0}, 1000};
        case Rhythm::building: return {{0, 0, 0, 15, 0, 20, 0, 20, 0, 20, 10, 15}, 1100};
        case Rhythm::autumn: return {{0, 0, 0, 0, 20, 0, 0, 0, 30, 0, 25, 25}, 1000};
    }
    return {};
}

std::int64_t size_factor(RegionLevel level) {
    if (level == RegionLevel::province) return 4;
    return level == RegionLevel::prefecture ? 2 : 1;
}

/// 1..12; 0 when nothing is planned.
int last_planned_month(std::array<Money, kMonths> const& plan) {
    int last = 0;
    for (std::size_t month = 0; month < kMonths; ++month) {
        if (plan[month].is_positive()) last = static_cast<int>(month) + 1;
    }
    return last;
}

/// Writes the budget of one unit.
class UnitBudgeter {
public:
    UnitBudgeter(Province const& province, YearBudget& budget, UnitIndex index)
        : budget_{budget},
          index_{index},
          unit_{province.units[index]},
          level_{province.regions[unit_.region].level},
          current_{fiscal_year(last_day(province)) == budget.year},
          random_{province.seed, {3, static_cast<std::uint64_t>(budget.year.value), index}} {}

    void make() {
        auto const heads = unit_.heads * random_.between(98, 103) / 100;
        add_wages(heads);
        add_running_costs(heads);
        for (auto const& kind : project_kinds()) {
            if (unit_.record.department_code.value() == kind.department &&
                unit_.house == kind.house && (kind.protected_class || random_.chance(620))) {
                add_project(kind);
            }
        }
    }

private:
    [[nodiscard]] Quota quota(FunctionCode function, std::string_view economic,
                              ProjectClass project_class) {
        return {.unit = index_,
                .function = std::move(function),
                .economic = EconomicCode{economic},
                .project_class = project_class,
                .project_code = ProjectCode{fmt::format("{}{:02}{:03}", unit_.record.code.value(),
                                                        budget_.year.value % 100, ++serial_)}};
    }

    /// Twelve months alike and the thirteenth, paid in December (年终一次性奖金).
    void add_wages(std::int64_t heads) {
        auto const pay = in_year(monthly_pay_fen(level_), budget_.year, 32) *
                         random_.between(955, 1045) / 1000;
        auto line = quota(unit_.function, "30101", ProjectClass::personnel);
        line.protected_class = true;
        line.project_name = "人员经费";
        line.summary = fmt::format("在职{}人工资", heads);
        auto planned_line = wage_line(whole_hundreds(heads * pay));
        planned_line.plan.back() += planned_line.each_month;
        line.amount = planned(planned_line);
        add_line(budget_, std::move(line), planned_line);
        if (level_ == RegionLevel::province) add_insurance(heads * pay);
    }

    /// This year's wages are planned by month, those of the past were planned by quarter.
    [[nodiscard]] PlannedLine wage_line(Money each_month) const {
        PlannedLine line{.each_month = each_month};
        if (current_) line.plan.fill(each_month);
        else for (std::size_t month = 0; month < kMonths; month += 3)
            line.plan[month] = each_month + each_month + each_month;
        return line;
    }

    void add_insurance(std::int64_t month_fen) {
        auto line = quota(FunctionCode{"2080505"}, "30108", ProjectClass::personnel);
        line.protected_class = true;
        line.project_name = "养老保险缴费";
        line.summary = "单位缴费部分";
        auto const planned_line = wage_line(whole_hundreds(month_fen * 16 / 100));
        line.amount = planned(planned_line);
        add_line(budget_, std::move(line), planned_line);
    }

    void add_running_costs(std::int64_t heads) {
        auto const total = heads * in_year(running_costs_fen(unit_.house, level_), budget_.year, 18) *
                           random_.between(860, 1140) / 1000;
        for (auto const& kind : operating_kinds(unit_.house, unit_.heads)) {
            auto line = quota(unit_.function, kind.economic, ProjectClass::operating);
            line.project_name = "公用经费";
            line.summary = std::string{kind.name};
            line.amount = whole_hundreds(total * kind.share / 1000);
            // Some keep a little back for what nobody can foresee.
            auto const kept = random_.chance(300) ? random_.between(20, 60) : 0;
            auto const to_plan = Money::from_fen(line.amount.fen() * (1000 - kept) / 1000);
            PlannedLine const planned_line{.plan = spread(to_plan, kind.weights),
                                           .payments_milli = kind.payments_milli};
            add_line(budget_, std::move(line), planned_line);
        }
    }

    void add_project(ProjectKind const& kind) {
        auto const rhythm = shape_of(kind.rhythm);
        auto line = quota(FunctionCode{kind.function}, kind.economic, ProjectClass::project);
        line.protected_class = kind.protected_class;
        line.direct_funds = kind.direct_funds;
        line.project_name = std::string{kind.name};
        line.summary = fmt::format("{}年度{}", budget_.year.value, kind.name);
        auto const fen = random_.log_normal(kind.median_yuan * 100 * size_factor(level_), 420);
        line.amount = Money::from_fen(fen / 100'000 * 100'000 + 100'000);
        PlannedLine planned_line{.plan = spread(line.amount, rhythm.weights),
                                 .payments_milli = rhythm.payments_milli};
        int const last = last_planned_month(planned_line.plan);
        if (last >= 8 && random_.chance(90)) planned_line.added_month = last;
        add_line(budget_, std::move(line), planned_line);
    }

    YearBudget& budget_;
    UnitIndex index_;
    BudgetUnit const& unit_;
    RegionLevel level_;
    bool current_;
    Random random_;
    int serial_ = 0;
};

}  // namespace

Money planned(PlannedLine const& line) {
    Money sum;
    for (auto const amount : line.plan) sum += amount;
    return sum;
}

std::array<Money, kMonths> spread(Money total, std::array<int, kMonths> const& weights) {
    std::int64_t sum = 0;
    std::size_t last = 0;
    for (std::size_t month = 0; month < kMonths; ++month) {
        sum += weights[month];
        if (weights[month] > 0) last = month;
    }
    JC_ASSERT(sum > 0);
    std::array<Money, kMonths> parts{};
    Money rest = total;
    for (std::size_t month = 0; month < last; ++month) {
        auto const fen = total.fen() / sum * weights[month];
        parts[month] = Money::from_fen(fen / kFenPerHundredYuan * kFenPerHundredYuan);
        rest -= parts[month];
    }
    parts[last] = rest;
    return parts;
}

YearBudget make_budget(Province const& province, FiscalYear year) {
    YearBudget budget{.year = year};
    budget.units.resize(province.units.size());
    for (UnitIndex index = 0; index < province.units.size(); ++index) {
        budget.units[index].unit = index;
        UnitBudgeter{province, budget, index}.make();
    }
    return budget;
}

QuotaIndex add_line(YearBudget& budget, Quota quota, PlannedLine line) {
    JC_ASSERT(planned(line) <= quota.amount);
    line.quota = static_cast<QuotaIndex>(budget.quotas.size());
    budget.units[quota.unit].lines.push_back(line);
    budget.quotas.push_back(std::move(quota));
    return line.quota;
}

}  // namespace jincai::demo

#include "demo/documents.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

#include "demo/moments.h"
#include "demo/working_days.h"

namespace jincai::demo {

namespace {

/// One quota document each: region, whether it is direct money (直达资金), department.
using GroupKey = std::tuple<std::size_t, bool, std::string>;

class DocumentWriter {
public:
    DocumentWriter(Province const& province, YearBudget const& budget, YearScript& script)
        : province_{province}, budget_{budget}, script_{script}, year_{budget.year.value} {
        for (auto const& department : province.departments) {
            names_[department.region_code.value() + department.code.value()] = department.name;
        }
    }

    void write() {
        for (auto const& unit : budget_.units) {
            for (auto const& line : unit.lines) issue(line);
            plan(unit);
        }
        for (auto& [key, document] : groups_) {
            script_.quota_documents.push_back(std::move(document));
        }
    }

private:
    [[nodiscard]] BudgetUnit const& unit_of(PlannedLine const& line) const {
        return province_.units[budget_.quotas[line.quota].unit];
    }

    [[nodiscard]] static Money added(PlannedLine const& line) {
        return line.added_month == 0 ? Money{}
                                     : line.plan[static_cast<std::size_t>(line.added_month - 1)];
    }

    /// The addition comes two months before its money is needed.
    [[nodiscard]] BusinessDate addition_day(PlannedLine const& line) const {
        return working_day_from(
            make_date(year_, static_cast<unsigned>(line.added_month - 2), 16));
    }

    void issue(PlannedLine const& line) {
        auto const& quota = budget_.quotas[line.quota];
        auto const& unit = unit_of(line);
        auto const first = quota.amount - added(line);
        auto const day = first_day(province_, year_);
        auto& document = groups_[{unit.region, quota.direct_funds,
                                  unit.record.department_code.value()}];
        if (document.lines.empty()) document = annual(unit, quota.direct_funds, day);
        document.lines.push_back({line.quota, first});
        if (line.added_month != 0) add_later(line);
    }

    [[nodiscard]] QuotaDocument annual(BudgetUnit const& unit, bool direct,
                                       BusinessDate day) const {
        auto const department = department_name(unit);
        return {.kind = QuotaDocument::Kind::issue,
                .region = unit.region,
                .at = moment(province_, day, direct ? 9 * 60 + 20 : 9 * 60),
                .title = direct ? fmt::format("关于下达{}{}年直达资金的通知", department, year_)
                                : fmt::format("关于批复{}{}年部门预算的通知", department, year_),
                .reason = direct ? "列入年初预算的直达资金" : "人民代表大会批准的年度预算"};
    }

    [[nodiscard]] std::string const& department_name(BudgetUnit const& unit) const {
        return names_.at(unit.record.region_code.value() + unit.record.department_code.value());
    }

    void add_later(PlannedLine const& line) {
        auto const& quota = budget_.quotas[line.quota];
        auto const& unit = unit_of(line);
        auto const day = addition_day(line);
        if (day > last_day(province_)) return;
        script_.quota_documents.push_back(
            {.kind = QuotaDocument::Kind::increase,
             .region = unit.region,
             .at = moment(province_, day, 10 * 60),
             .title = fmt::format("关于追加{}{}资金的通知", unit.record.name, quota.project_name),
             .reason = "年度执行中按实施进度追加",
             .lines = {{line.quota, added(line)}}});
        script_.plan_documents.push_back(
            {.kind = PlanDocument::Kind::plan,
             .unit = quota.unit,
             .at = moment(province_, day, 15 * 60),
             .title = fmt::format("{}追加资金用款计划", unit.record.name),
             .reason = quota.project_name,
             .lines = {{line.quota, FiscalMonth{line.added_month}, added(line)}}});
    }

    void plan(UnitBudget const& unit) {
        PlanDocument document{
            .unit = unit.unit,
            .at = moment(province_, first_day(province_, year_), 14 * 60),
            .title = fmt::format("{}{}年度用款计划", province_.units[unit.unit].record.name, year_),
            .reason = "按批复预算编制"};
        for (auto const& line : unit.lines) {
            for (std::size_t month = 0; month < kMonths; ++month) {
                int const number = static_cast<int>(month) + 1;
                if (!line.plan[month].is_positive() || number == line.added_month) continue;
                document.lines.push_back({line.quota, FiscalMonth{number}, line.plan[month]});
            }
        }
        script_.plan_documents.push_back(std::move(document));
    }

    Province const& province_;
    YearBudget const& budget_;
    YearScript& script_;
    int year_;
    std::unordered_map<std::string, std::string> names_;  ///< of departments, by region and code
    std::map<GroupKey, QuotaDocument> groups_;
};

}  // namespace

void add_documents(Province const& province, YearBudget const& budget, YearScript& script) {
    DocumentWriter{province, budget, script}.write();
}

}  // namespace jincai::demo

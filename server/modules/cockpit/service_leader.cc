#include "base/text.h"
#include "modules/cockpit/service.h"

/// The leader's cockpit.
namespace jincai::cockpit {

namespace {

constexpr std::size_t kDepartmentsShown = 10;
constexpr std::int64_t kLightsShown = 50;
/// 教育, 科技, 社保, 卫生, 农林水, 环保: when the region has set none of its own.
constexpr std::string_view kKeyFunctions = "205,206,208,210,213,211";

/// What the tiles of one answer share.
struct TileMaker {
    Frame const& frame;
    api::Caller const& caller;
    Timestamp as_of;

    [[nodiscard]] Tile tile(std::string_view key, std::int64_t value, TileUnit unit,
                            std::string_view route) const {
        return {.key = std::string{key},
                .value = value,
                .unit = unit,
                .as_of = as_of,
                .source = {},
                .definition = {},
                .amounts = {},
                .counts = {},
                .link = link_to(route, frame, caller.region)};
    }
    [[nodiscard]] std::string text(std::string_view zh, std::string_view en) const {
        return in(caller.language, zh, en);
    }
};

Tile rate_tile(TileMaker const& make, LeaderCockpit const& view) {
    auto tile = make.tile("execution_rate", view.rate_bp, TileUnit::basis_points,
                          "/exec/indicators");
    tile.source = make.text("预算指标账、支付明细", "quota statements, payments by month");
    tile.definition = make.text("累计已支付 ÷ 现行可执行指标（已下达到单位，扣除待分配与下达下级）",
                                "paid so far ÷ executable quotas now (with units, less what is "
                                "pending or handed down)");
    tile.amounts = {{"paid_fen", view.paid_fen}, {"budget_fen", view.budget_fen}};
    return tile;
}

Tile gap_tile(TileMaker const& make, LeaderCockpit const& view) {
    auto tile = make.tile("pace_gap", view.rate_bp - view.elapsed_bp, TileUnit::basis_points,
                          "/exec/indicators");
    tile.source = make.text("预算指标账、支付明细", "quota statements, payments by month");
    tile.definition = make.text("预算执行率 − 序时进度（全年已过天数占比）",
                                "execution rate less the share of the year that has passed");
    tile.counts = {{"rate_bp", view.rate_bp}, {"elapsed_bp", view.elapsed_bp}};
    return tile;
}

Tile key_tile(TileMaker const& make, LeaderCockpit const& view) {
    Money paid;
    for (auto const& share : view.key_spending)
        if (share.is_key) paid += share.paid_fen;
    auto tile = make.tile("key_share", share_bp(paid, view.paid_fen), TileUnit::basis_points,
                          "/exec/indicators");
    tile.source = make.text("支付明细（按支出功能分类）", "payments by functional class");
    tile.definition = make.text("重点支出功能类的累计支付 ÷ 累计支付合计",
                                "paid for the key functional classes ÷ all paid");
    tile.amounts = {{"key_paid_fen", paid}, {"paid_fen", view.paid_fen}};
    return tile;
}

Tile red_tile(TileMaker const& make, store::LightCounts const& counts) {
    auto tile = make.tile("red_lights", counts.red, TileUnit::count, "/exec/lights");
    tile.source = make.text("亮灯状态、冻结记录", "lights, freezes");
    tile.definition = make.text("本月亮红灯或处于冻结的预警范围个数",
                                "scopes that are red this month or frozen");
    tile.counts = {{"red", counts.red}, {"frozen", counts.frozen}, {"yellow", counts.yellow}};
    tile.link.query.emplace("light", "red");
    return tile;
}

Tile task_tile(TileMaker const& make, std::int64_t waiting) {
    auto tile = make.tile("to_sign", waiting, TileUnit::count, "/todo");
    tile.source = make.text("审批待办", "tasks of the workflow");
    tile.definition = make.text("等待本人签批的事项", "what waits for your own decision");
    tile.link.query = {{"tab", "pending"}};
    return tile;
}

/// 教育局 for the counties, but 岚川省教育厅 where one region has it.
std::string department_name(basics::Directory const& directory,
                            YearSums::Department const& department, std::string const& code) {
    for (auto const& region : department.regions) {
        auto const* unit = directory.find_unit(region, UnitCode{code});
        if (unit == nullptr) continue;
        bool const alone = department.regions.size() == 1 || unit->short_name.empty();
        return alone ? unit->name : unit->short_name;
    }
    return code;
}

void name_departments(std::vector<DepartmentPace>& rows, YearSums const& sums, Frame const& frame,
                      api::Caller const& caller, basics::Directory const& directory) {
    for (auto& row : rows) {
        auto const& department = sums.by_department.at({row.level, row.code});
        row.name = department_name(directory, department, row.code);
        row.link = link_to("/exec/indicators", frame, caller.region);
        row.link.query.insert_or_assign("unit_code", row.code);
        if (department.regions.size() == 1)
            row.link.query.insert_or_assign("region_code", department.regions.begin()->value());
    }
}

void name_functions(std::vector<FunctionShare>& rows, Frame const& frame,
                    api::Caller const& caller, basics::Directory const& directory) {
    for (auto& row : rows) {
        row.name = directory.name_of(basics::CodeSet::function, frame.year, row.code);
        row.link = link_to("/exec/indicators", frame, caller.region);
        row.link.query.insert_or_assign("function_code", row.code);
    }
}

std::vector<execution::LightRow> named(std::vector<TroubledScope> scopes,
                                       basics::Directory const& directory, Language language) {
    std::vector<execution::LightRow> rows;
    for (auto& scope : scopes) {
        auto& row = scope.row;
        row.region_name = directory.region_name(row.region_code);
        row.unit_name = directory.unit_name(row.region_code, row.unit_code);
        row.reason = lamp_reason(scope, language);
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace

YearSums Service::year_sums(storage::Session& session, Frame const& frame, FiscalYear year,
                            basics::Directory const& directory) {
    YearSums all;
    for (auto const& book : store::heads(session, frame, year)) {
        auto const* region = directory.region(book.region_code);
        auto const level = region == nullptr ? basics::RegionLevel::county : region->level;
        all.add(*prepared_.sums(session, frame.scope, book), book.region_code, level, frame);
    }
    return all;
}

Result<LeaderCockpit> Service::leader(api::Caller const& caller, LeaderFilter const& filter) {
    auto frame = JC_TRY(
        frame_of(caller, filter.region_code, filter.fiscal_year, filter.month));
    frame.coverage = filter.coverage.value_or(Coverage::whole);
    frame.fund = filter.fund_code;
    auto const directory = parts_.directory();
    auto const key = code_list(
        directory->text_on("cockpit.key_functions", frame.region, frame.day), kKeyFunctions);

    LeaderCockpit view{.region_code = frame.region,
                       .region_name = std::string{directory->region_name(frame.region)},
                       .coverage = frame.coverage,
                       .fiscal_year = frame.year,
                       .month = frame.month,
                       .day = frame.day,
                       .fund_code = frame.fund,
                       .elapsed_bp = elapsed_bp(frame.day)};
    auto const waiting = parts_.task_count(caller);
    // One snapshot, so that tiles, lines and tables agree to the fen.
    parts_.database.read([&](storage::Session& session) {
        auto const year = year_sums(session, frame, frame.year, *directory);
        auto const last_year =
            year_sums(session, frame, FiscalYear{frame.year.value - 1}, *directory);
        auto const counts = store::light_counts(session, frame);
        view.as_of = as_of(session, frame);
        view.budget_fen = year.total.budget;
        view.paid_fen = year.total.paid;
        view.last_year_fen = last_year.total.paid;
        view.rate_bp = share_bp(view.paid_fen, view.budget_fen);
        view.pace = pace_of(year, last_year, frame);
        auto ranking = rank_departments(year, view.elapsed_bp, kDepartmentsShown);
        view.department_count = ranking.count;
        view.behind = std::move(ranking.behind);
        view.ahead = std::move(ranking.ahead);
        name_departments(view.behind, year, frame, caller, *directory);
        name_departments(view.ahead, year, frame, caller, *directory);
        view.key_spending = function_shares(year, last_year, key);
        name_functions(view.key_spending, frame, caller, *directory);
        view.lights = named(store::lights(session, frame, kLightsShown), *directory,
                            caller.language);
        view.light_count = counts.red + counts.yellow;
        view.due = store::due(session, frame);
        link_due(view.due, frame, caller.region);
        TileMaker const make{frame, caller, view.as_of};
        view.tiles = {rate_tile(make, view), gap_tile(make, view), key_tile(make, view),
                      red_tile(make, counts),
                      task_tile(make, waiting)};
    });
    return view;
}

}  // namespace jincai::cockpit

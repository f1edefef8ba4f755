#include "modules/cockpit/store.h"

/// Lights of the frame's month, and freezes in force at its end: a frozen scope stays on the table
/// in months in which nothing moved and the book set no lamp.
namespace jincai::cockpit::store {

namespace {

using execution::LightMonth;
using execution::LightRow;
using ledger::Light;

struct Lamp {
    RegionCode region_code;
    UnitCode unit_code;
    std::string fund_code;
    std::string project_class;
    Light light{};
    Timestamp since;
};
BOOST_DESCRIBE_STRUCT(Lamp, (), (region_code, unit_code, fund_code, project_class, light, since))

/// A freeze in force, with the month that caused it.
struct Freeze {
    RegionCode region_code;
    UnitCode unit_code;
    std::string fund_code;
    std::string project_class;
    Timestamp since;
    FiscalMonth month;
    Money plan_fen;
    Money spend_fen;
};
BOOST_DESCRIBE_STRUCT(Freeze, (), (region_code, unit_code, fund_code, project_class, since, month,
                                   plan_fen, spend_fen))

struct LightCount {
    Light light{};
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(LightCount, (), (light, count))

constexpr std::string_view kLampsOfMonth =
    "from projection_head h cross join light_status l";

storage::Where lamps_of_month(Frame const& frame) {
    storage::Where where;
    where_regions(where, frame, "h.region_code");
    where.scope(frame.scope, "l.region_code", "l.unit_code");
    where.equal("h.fiscal_year", frame.year);
    where.literal("l.region_code = h.region_code");
    where.literal("l.fiscal_year = h.fiscal_year");
    where.equal("l.month", frame.month);
    where.equal_if("l.fund_code", frame.fund);
    where.literal("l.light <> 'green'");
    return where;
}

storage::Where freezes_in_force(Frame const& frame) {
    storage::Where where;
    where_regions(where, frame, "f.region_code");
    where.scope(frame.scope, "f.region_code", "f.unit_code");
    where.equal("f.fiscal_year", frame.year);
    where.equal_if("f.fund_code", frame.fund);
    where.compare("f.frozen_at", "<", frame.moment);
    where.compare("(f.lifted_at is null or f.lifted_at", ">=", frame.moment, ")");
    return where;
}

template <class Scope>
LightRow row_of(Scope const& scope, Light light, bool frozen) {
    return {.region_code = scope.region_code,
            .region_name = {},
            .unit_code = scope.unit_code,
            .unit_name = {},
            .fund_code = scope.fund_code,
            .project_class = scope.project_class,
            .light = light,
            .frozen = frozen,
            .since = scope.since,
            .reason = {},
            .months = {}};
}

template <class Scope>
auto scope_of(Scope const& scope) {
    return std::tie(scope.region_code, scope.unit_code, scope.fund_code, scope.project_class);
}

std::vector<LightMonth> lamps_so_far(storage::Session& session, Frame const& frame,
                                     LightRow const& row) {
    std::vector<FiscalMonth> months;
    for (std::int32_t month = 1; month <= frame.month.value; ++month)
        months.push_back(FiscalMonth{month});
    storage::Where where;
    where.equal("region_code", row.region_code);
    where.equal("fiscal_year", frame.year);
    where.any_of("month", months);
    where.equal("unit_code", row.unit_code);
    where.equal("fund_code", row.fund_code);
    where.equal("project_class", row.project_class);
    auto lamps = session.query<LightMonth>(
        "select month, light, plan_fen, spend_fen, 0 from light_status" + where.sql() +
            " order by month",
        where);
    for (auto& lamp : lamps) lamp.spend_bp = share_bp(lamp.spend_fen, lamp.plan_fen);
    return lamps;
}

}  // namespace

LightCounts light_counts(storage::Session& session, Frame const& frame) {
    LightCounts counts;
    auto const lamps = lamps_of_month(frame);
    for (auto const& row : session.query<LightCount>(
             "select l.light, count(*) " + std::string{kLampsOfMonth} + lamps.sql() +
                 " group by l.light",
             lamps))
        (row.light == Light::red ? counts.red : counts.yellow) = row.count;
    auto freezes = freezes_in_force(frame);
    counts.frozen =
        *session.value<std::int64_t>("select count(*) from spending_freeze f" + freezes.sql(), freezes);
    // What is frozen counts as red even when this month's lamp says otherwise.
    freezes.compare("not exists (select 1 from light_status l where l.region_code = f.region_code "
                    "and l.fiscal_year = f.fiscal_year and l.unit_code = f.unit_code and "
                    "l.fund_code = f.fund_code and l.project_class = f.project_class and "
                    "l.light = 'red' and l.month", "=", frame.month, ")");
    counts.red +=
        *session.value<std::int64_t>("select count(*) from spending_freeze f" + freezes.sql(), freezes);
    return counts;
}

std::vector<TroubledScope> lights(storage::Session& session, Frame const& frame,
                                  std::int64_t most) {
    auto const freezes = freezes_in_force(frame);
    auto const frozen = session.query<Freeze>(
        "select f.region_code, f.unit_code, f.fund_code, f.project_class, f.frozen_at, f.month, "
        "f.plan_fen, f.spend_fen from spending_freeze f" + freezes.sql() +
            " order by f.frozen_at limit :most",
        freezes, most);
    auto const lamps = lamps_of_month(frame);
    auto const lit = session.query<Lamp>(
        "select l.region_code, l.unit_code, l.fund_code, l.project_class, l.light, l.since " +
            std::string{kLampsOfMonth} + lamps.sql() +
            " order by case l.light when 'red' then 0 else 1 end, case when l.plan_fen = 0 then 0 "
            "else -(l.spend_fen * 1000 / l.plan_fen) end, l.region_code, l.unit_code, "
            "l.fund_code, l.project_class limit :most",
        lamps, most);
    std::vector<TroubledScope> scopes;
    for (auto const& freeze : frozen)
        scopes.push_back({row_of(freeze, Light::red, true),
                          LightMonth{.month = freeze.month,
                                     .light = Light::red,
                                     .plan_fen = freeze.plan_fen,
                                     .spend_fen = freeze.spend_fen,
                                     .spend_bp = share_bp(freeze.spend_fen, freeze.plan_fen)}});
    for (auto const& lamp : lit) {
        bool const known = std::ranges::any_of(
            frozen, [&](Freeze const& freeze) { return scope_of(freeze) == scope_of(lamp); });
        if (!known) scopes.push_back({row_of(lamp, lamp.light, false), std::nullopt});
    }
    if (std::ssize(scopes) > most) scopes.resize(static_cast<std::size_t>(most));
    for (auto& scope : scopes) scope.row.months = lamps_so_far(session, frame, scope.row);
    return scopes;
}

}  // namespace jincai::cockpit::store

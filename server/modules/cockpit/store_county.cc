#include "modules/cockpit/store.h"

/// Where the money of a county stands, quota by quota added up by township and unit.
namespace jincai::cockpit::store {

namespace {

struct PlaceSums {
    RegionCode region_code;
    UnitCode unit_code;  ///< "" for a lower region, and for what nobody has yet
    Money issued_fen;
    Money allocated_fen;
    Money in_flight_fen;
    Money paid_fen;
    Money idle_30_fen;
    Money idle_60_fen;
    Money idle_90_fen;
};
BOOST_DESCRIBE_STRUCT(PlaceSums, (), (region_code, unit_code, issued_fen, allocated_fen,
                                      in_flight_fen, paid_fen, idle_30_fen, idle_60_fen,
                                      idle_90_fen))

PlaceRow row_of(PlaceSums const& sums, RegionCode const& own) {
    auto const kind = sums.region_code != own       ? PlaceKind::township
                      : sums.unit_code.empty() ? PlaceKind::undistributed
                                               : PlaceKind::unit;
    return {.kind = kind,
            .code = kind == PlaceKind::township ? sums.region_code.value()
                                                : sums.unit_code.value(),
            .name = {},
            .issued_fen = sums.issued_fen,
            .allocated_fen = sums.allocated_fen,
            .in_flight_fen = sums.in_flight_fen,
            .paid_fen = sums.paid_fen,
            .unpaid_fen = {},
            .unpaid_bp = 0,
            .idle_30_fen = sums.idle_30_fen,
            .idle_60_fen = sums.idle_60_fen,
            .idle_90_fen = sums.idle_90_fen,
            .link = {}};
}

/// One row for each quota with what is left of it and when it was last used.
constexpr std::string_view kQuotas =
    "select q.region_code as region_code, q.unit_code as unit_code, q.opened_at as opened_at, "
    "s.issued_fen - s.passed_down_fen as held_fen, "
    "case when q.unit_code = '' then 0 else s.issued_fen - s.passed_down_fen - s.pending_fen end "
    "as allocated_fen, s.in_flight_fen as in_flight_fen, s.paid_fen as paid_fen, "
    "case when q.unit_code = '' then 0 else s.executable_fen + s.frozen_fen + s.procurement_fen + "
    "s.contract_fen + s.reserved_fen + s.plan_fen end as rest_fen, "
    "coalesce((select max(c.month) from cube c where c.region_code = q.region_code and "
    "c.fiscal_year = q.fiscal_year and c.quota_id = q.id and (c.submitted_fen <> 0 or "
    "c.paid_fen <> 0)), 0) as used_month "
    "from quota q join quota_status s on s.region_code = q.region_code and s.quota_id = q.id";

}  // namespace

std::vector<PlaceRow> places(storage::Session& session, Frame const& frame) {
    storage::Where where;
    where.scope(frame.scope, "q.region_code", "q.unit_code");
    where.starts_with("q.region_code", subtree_prefix(frame.region));
    where.equal("q.fiscal_year", frame.year);
    where.equal_if("q.fund_code", frame.fund);
    auto const over = [&](int days) { return idle_line(frame.year, frame.day, days); };
    auto const sums = session.query<PlaceSums>(
        "select region_code, case when region_code = :own then unit_code else '' end, "
        "sum(held_fen), sum(allocated_fen), sum(in_flight_fen), sum(paid_fen), "
        "sum(case when used_month <= :m30 and opened_at < :t30 then rest_fen else 0 end), "
        "sum(case when used_month <= :m60 and opened_at < :t60 then rest_fen else 0 end), "
        "sum(case when used_month <= :m90 and opened_at < :t90 then rest_fen else 0 end) "
        "from (" + std::string{kQuotas} + where.sql() + ") as quotas group by 1, 2 order by 1, 2",
        frame.region, over(30).month, over(30).opened, over(60).month, over(60).opened,
        over(90).month, over(90).opened, where);
    std::vector<PlaceRow> rows;
    for (auto const& place : sums) rows.push_back(row_of(place, frame.region));
    return rows;
}

}  // namespace jincai::cockpit::store

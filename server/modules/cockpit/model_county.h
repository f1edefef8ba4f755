#pragma once

#include "modules/cockpit/model.h"

/// The county's cockpit: where the money of a county and its townships stands.
namespace jincai::cockpit {

struct CountyFilter {
    std::optional<RegionCode> region_code;  ///< the caller's own when absent
    std::optional<FiscalYear> fiscal_year;
    std::optional<FundCode> fund_code;
};
BOOST_DESCRIBE_STRUCT(CountyFilter, (), (region_code, fiscal_year, fund_code))

BOOST_DEFINE_ENUM_CLASS(PlaceKind, township, unit, undistributed)

/// A township as a whole, a unit of the county's own level, or what the county still holds.
struct PlaceRow {
    PlaceKind kind{};
    std::string code;  ///< of the region or the unit; "" for what is undistributed
    std::string name;
    Money issued_fen;     ///< in its hands: issued less what was passed on
    Money allocated_fen;  ///< of that, with a spending unit
    Money in_flight_fen;
    Money paid_fen;
    Money unpaid_fen;  ///< allocated and neither paid nor in flight
    std::int64_t unpaid_bp = 0;  ///< of what is allocated
    Money idle_30_fen;  ///< unpaid and without a payment for more than 30 days
    Money idle_60_fen;
    Money idle_90_fen;
    Link link;
};
BOOST_DESCRIBE_STRUCT(PlaceRow, (), (kind, code, name, issued_fen, allocated_fen, in_flight_fen,
                                     paid_fen, unpaid_fen, unpaid_bp, idle_30_fen, idle_60_fen,
                                     idle_90_fen, link))

struct CountyCockpit {
    RegionCode region_code;
    std::string region_name;
    FiscalYear fiscal_year;
    BusinessDate day{};
    std::optional<FundCode> fund_code;
    Timestamp as_of;
    std::vector<Tile> tiles;
    std::vector<PlaceRow> places;  ///< by the unpaid share, largest first
    std::vector<DueItem> due;
};
BOOST_DESCRIBE_STRUCT(CountyCockpit, (), (region_code, region_name, fiscal_year, day, fund_code,
                                          as_of, tiles, places, due))

/// From when on money counts as idle: used no later than `month`, and opened before `opened`.
struct IdleLine {
    std::int64_t month = 0;  ///< 0: never used this year
    Timestamp opened;
};
/// Money is known by the month of its last use, so its idle days count from that month's end: the
/// figure is what is idle for at least so long, never more.
[[nodiscard]] IdleLine idle_line(FiscalYear year, BusinessDate day, int days);

/// Adds unpaid amounts and shares, and sorts.
void finish_places(std::vector<PlaceRow>& places);

}  // namespace jincai::cockpit

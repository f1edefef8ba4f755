#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "base/error.h"
#include "base/ids.h"
#include "base/money.h"
#include "base/scope.h"
#include "base/time.h"
#include "modules/basics/model.h"

/// What every cockpit has in common: the frame of its figures, tiles, links. README.md defines the
/// figures; amounts are exact, shares are basis points for showing.
namespace jincai::cockpit {

/// 本级 or 全辖: the region's own books, or those of the regions below it as well.
BOOST_DEFINE_ENUM_CLASS(Coverage, own, whole)

/// What all figures of one answer speak of.
struct Frame {
    DataScope scope;  ///< of the caller; never widened
    RegionCode region;
    Coverage coverage = Coverage::whole;
    FiscalYear year;
    FiscalMonth month;  ///< figures up to the end of this month
    BusinessDate day{};  ///< the last day that counts: today, or the end of `month`
    Timestamp moment;    ///< the first instant after `day`, or now when that is earlier
    std::optional<FundCode> fund = {};
};

/// The frame's last day: today when `month` is running, else the month's last day.
[[nodiscard]] BusinessDate last_day(FiscalYear year, FiscalMonth month, BusinessDate today);

/// Where the rows behind a figure are: a page and its filters.
struct Link {
    std::string route;
    std::map<std::string, std::string> query;
};
BOOST_DESCRIBE_STRUCT(Link, (), (route, query))

/// A link with the frame's own filters. Pages show the caller's whole territory when no region is
/// named, so the region is left out when it is exactly that.
[[nodiscard]] Link link_to(std::string_view route, Frame const& frame,
                           RegionCode const& region_of_caller);

BOOST_DEFINE_ENUM_CLASS(TileUnit, basis_points, count, fen)

struct Tile {
    std::string key;  ///< names the tile; pages hold its title
    std::int64_t value = 0;
    TileUnit unit = TileUnit::count;
    Timestamp as_of;         ///< everything booked before is in the figure
    std::string source;      ///< in words
    std::string definition;  ///< what is divided by what, or counted
    std::map<std::string, Money> amounts;       ///< parts of the figure
    std::map<std::string, std::int64_t> counts;
    Link link;
};
BOOST_DESCRIBE_STRUCT(Tile, (), (key, value, unit, as_of, source, definition, amounts, counts,
                                 link))

/// Something that waits, with the sum behind it and the oldest of its kind.
struct DueItem {
    std::string key;
    std::int64_t count = 0;
    Money amount_fen;
    std::optional<Timestamp> oldest_at;
    Link link;
};
BOOST_DESCRIBE_STRUCT(DueItem, (), (key, count, amount_fen, oldest_at, link))

/// Sends each item to its list: `payments_submitted` to the payments in that status.
void link_due(std::vector<DueItem>& items, Frame const& frame,
              RegionCode const& region_of_caller);

/// The text of `zh` or `en` after the caller's language.
[[nodiscard]] std::string in(Language language, std::string_view zh, std::string_view en);

/// Codes separated by commas; `fallback` when `text` names none.
[[nodiscard]] std::vector<std::string> code_list(std::string_view text, std::string_view fallback);

}  // namespace jincai::cockpit

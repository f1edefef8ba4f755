#pragma once

#include "modules/cockpit/model_county.h"
#include "modules/cockpit/model_leader.h"
#include "platform/storage/session.h"

/// SQL over the read models of execution. Every query takes a frame and with it the caller's data
/// scope; none reads the journal for its figures.
namespace jincai::cockpit::store {

/// Adds the frame's regions within the caller's scope.
void where_regions(storage::Where& where, Frame const& frame, std::string_view column);

/// A book and how far its read models have come.
struct BookHead {
    RegionCode region_code;
    FiscalYear fiscal_year;
    std::int64_t seq = 0;
};
BOOST_DESCRIBE_STRUCT(BookHead, (), (region_code, fiscal_year, seq))

/// The books of the frame's regions in `year`.
[[nodiscard]] std::vector<BookHead> heads(storage::Session& session, Frame const& frame,
                                          FiscalYear year);

/// The sums of one book, of the units in `scope` alone.
[[nodiscard]] BookSums book_sums(storage::Session& session, DataScope const& scope,
                                 BookHead const& book);

/// Since when something is booked that the read models do not have yet; nothing when they are
/// up to date.
[[nodiscard]] std::optional<Timestamp> behind_since(storage::Session& session, Frame const& frame);

struct LightCounts {
    std::int64_t yellow = 0;
    std::int64_t red = 0;     ///< red in the frame's month or frozen at its end
    std::int64_t frozen = 0;  ///< frozen at its end
};
[[nodiscard]] LightCounts light_counts(storage::Session& session, Frame const& frame);

/// Scopes that are yellow, red or frozen in the frame's month, worst first, with their lamps so
/// far; names and reasons are still empty.
[[nodiscard]] std::vector<TroubledScope> lights(storage::Session& session, Frame const& frame,
                                                std::int64_t most);

/// What waits for somebody: payments by their stage, requests to lift a freeze. Links are empty.
[[nodiscard]] std::vector<DueItem> due(storage::Session& session, Frame const& frame);

/// The lower regions of the frame's region, each as a whole, and the units of the region itself.
/// Names are still empty.
[[nodiscard]] std::vector<PlaceRow> places(storage::Session& session, Frame const& frame);

}  // namespace jincai::cockpit::store

#include "modules/cockpit/model_county.h"

namespace jincai::cockpit {

IdleLine idle_line(FiscalYear year, BusinessDate day, int days) {
    auto const opened = add_days(day, -days);
    IdleLine line{.opened = start_of(opened)};
    for (std::int32_t month = 1; month <= 12; ++month)
        if (last_day(year, FiscalMonth{month}, make_date(year.value, 12, 31)) < opened)
            line.month = month;
    return line;
}

void finish_places(std::vector<PlaceRow>& places) {
    for (auto& place : places) {
        place.unpaid_fen = place.allocated_fen - place.paid_fen - place.in_flight_fen;
        place.unpaid_bp = share_bp(place.unpaid_fen, place.allocated_fen);
    }
    std::ranges::stable_sort(places, [](PlaceRow const& a, PlaceRow const& b) {
        return std::tie(b.unpaid_bp, b.unpaid_fen) < std::tie(a.unpaid_bp, a.unpaid_fen);
    });
}

}  // namespace jincai::cockpit

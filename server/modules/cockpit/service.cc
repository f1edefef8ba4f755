#include "modules/cockpit/service.h"

#include "modules/cockpit/refusals.h"

namespace jincai::cockpit {

Result<Frame> Service::frame_of(api::Caller const& caller,
                                std::optional<RegionCode> const& region,
                                std::optional<FiscalYear> year,
                                std::optional<FiscalMonth> month) const {
    auto const asked = region.value_or(caller.region);
    if (!caller.scope.covers_region(asked) || parts_.directory()->region(asked) == nullptr)
        return refuse_at("/region_code", refusals::region_unknown, {{"region", asked.value()}});
    auto const now = parts_.clock.now();
    auto const today = business_date(now);
    Frame frame{.scope = caller.scope, .region = asked};
    frame.year = year.value_or(fiscal_year(today));
    auto const latest =
        frame.year < fiscal_year(today) ? FiscalMonth{12} : fiscal_month(today);
    frame.month = month.value_or(latest);
    if (frame.year > fiscal_year(today) || frame.month > latest)
        return refuse_at("/month", refusals::month_ahead,
                         {{"year", std::to_string(frame.year.value)},
                          {"month", std::to_string(frame.month.value)}});
    frame.day = last_day(frame.year, frame.month, today);
    frame.moment = std::min(now, start_of(add_days(frame.day, 1)));
    return frame;
}

Timestamp Service::as_of(storage::Session& session, Frame const& frame) const {
    auto const now = parts_.clock.now();
    return std::min(store::behind_since(session, frame).value_or(now), now);
}

void Service::warm() {
    auto const year = fiscal_year(parts_.clock.today());
    Frame const everything{.scope = DataScope::everything(), .region = RegionCode{}};
    auto const directory = parts_.directory();
    // One short read for each book: a single long one would hold back the clean-up of the log.
    for (auto const asked : {year, FiscalYear{year.value - 1}}) {
        auto const heads = parts_.database.read([&](storage::Session& session) {
            return store::heads(session, everything, asked);
        });
        for (auto const& head : heads) {
            Frame const book{.scope = DataScope::everything(),
                             .region = head.region_code,
                             .coverage = Coverage::own,
                             .year = asked};
            parts_.database.read([&](storage::Session& session) {
                (void)year_sums(session, book, asked, *directory);
            });
        }
    }
}

}  // namespace jincai::cockpit

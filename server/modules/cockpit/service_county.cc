#include "modules/cockpit/service.h"

/// The county's cockpit.
namespace jincai::cockpit {

namespace {

struct PlaceTotals {
    Money issued;
    Money allocated;
    Money to_townships;
    Money paid;
    Money idle;
};

PlaceTotals totals_of(std::vector<PlaceRow> const& places) {
    PlaceTotals totals;
    for (auto const& place : places) {
        totals.issued += place.issued_fen;
        totals.allocated += place.allocated_fen;
        totals.paid += place.paid_fen;
        totals.idle += place.idle_30_fen;
        if (place.kind == PlaceKind::township) totals.to_townships += place.allocated_fen;
    }
    return totals;
}

struct Figure {
    std::string_view key;
    Money value;
    std::string_view zh;
    std::string_view en;
};

void name_places(std::vector<PlaceRow>& places, Frame const& frame,
                 basics::Directory const& directory, Language language) {
    for (auto& place : places) {
        place.link = link_to("/exec/indicators", frame, RegionCode{});
        switch (place.kind) {
            case PlaceKind::township:
                place.name = directory.region_name(RegionCode{place.code});
                place.link.query.insert_or_assign("region_code", place.code);
                break;
            case PlaceKind::unit:
                place.name = directory.unit_name(frame.region, UnitCode{place.code});
                place.link.query.insert_or_assign("unit_code", place.code);
                break;
            case PlaceKind::undistributed:
                place.name = in(language, "本级待分配", "not yet distributed");
                break;
        }
    }
}

}  // namespace

Result<CountyCockpit> Service::county(api::Caller const& caller, CountyFilter const& filter) {
    auto frame =
        JC_TRY(frame_of(caller, filter.region_code, filter.fiscal_year, std::nullopt));
    frame.fund = filter.fund_code;
    auto const directory = parts_.directory();
    CountyCockpit view{.region_code = frame.region,
                       .region_name = std::string{directory->region_name(frame.region)},
                       .fiscal_year = frame.year,
                       .day = frame.day,
                       .fund_code = frame.fund};
    auto const waiting = parts_.task_count(caller);
    parts_.database.read([&](storage::Session& session) {
        view.as_of = as_of(session, frame);
        view.places = store::places(session, frame);
        view.due = store::due(session, frame);
    });
    finish_places(view.places);
    name_places(view.places, frame, *directory, caller.language);
    link_due(view.due, frame, caller.region);

    auto const totals = totals_of(view.places);
    for (auto const& figure : {
             Figure{"issued", totals.issued, "在手指标：收到的指标扣除下达下级",
                    "quotas in hand: received less what was handed down"},
             Figure{"to_townships", totals.to_townships, "已落到乡镇单位的指标",
                    "quotas with units of the townships"},
             Figure{"paid", totals.paid, "累计已支付", "paid so far"},
             Figure{"idle", totals.idle, "已到单位、30 天以上没有支付的未用指标",
                    "unused quotas of units without a payment for more than 30 days"},
         }) {
        view.tiles.push_back({.key = std::string{figure.key},
                              .value = figure.value.fen(),
                              .unit = TileUnit::fen,
                              .as_of = view.as_of,
                              .source = in(caller.language, "预算指标账", "quota statements"),
                              .definition = in(caller.language, figure.zh, figure.en),
                              .amounts = {{"allocated_fen", totals.allocated}},
                              .counts = {},
                              .link = link_to("/exec/indicators", frame, caller.region)});
    }
    view.tiles.push_back({.key = "to_do",
                          .value = waiting,
                          .unit = TileUnit::count,
                          .as_of = view.as_of,
                          .source = in(caller.language, "审批待办", "tasks of the workflow"),
                          .definition = in(caller.language, "等待本人处理的事项",
                                           "what waits for you"),
                          .amounts = {},
                          .counts = {},
                          .link = {.route = "/todo", .query = {{"tab", "pending"}}}});
    return view;
}

}  // namespace jincai::cockpit

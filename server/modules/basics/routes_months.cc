#include "modules/basics/refusals.h"
#include "modules/basics/routes.h"

namespace jincai::basics {
namespace {

struct CalendarFilter {
    std::optional<RegionCode> region_code = {};    ///< the caller's own when absent
    std::optional<std::int32_t> fiscal_year = {};  ///< this year when absent
};
BOOST_DESCRIBE_STRUCT(CalendarFilter, (), (region_code, fiscal_year))

struct MonthView {
    std::int32_t fiscal_month = 1;
    MonthState state = MonthState::open;
    std::int32_t working_days = 0;
    std::optional<std::string> changed_by = {};
    std::optional<Timestamp> changed_at = {};
    std::optional<std::string> reason = {};
};
BOOST_DESCRIBE_STRUCT(MonthView, (),
                      (fiscal_month, state, working_days, changed_by, changed_at, reason))

struct DayView {
    BusinessDate day = {};
    DayKind kind = DayKind::holiday;
};
BOOST_DESCRIBE_STRUCT(DayView, (), (day, kind))

struct CalendarView {
    RegionCode region_code = {};
    std::int32_t fiscal_year = 0;
    std::vector<MonthView> months = {};
    std::vector<DayView> special_days = {};  ///< holidays and shifted working days
};
BOOST_DESCRIBE_STRUCT(CalendarView, (), (region_code, fiscal_year, months, special_days))

struct MonthChange {
    std::optional<RegionCode> region_code = {};
    std::int32_t fiscal_year = 0;
    std::string reason = {};
};
BOOST_DESCRIBE_STRUCT(MonthChange, (), (region_code, fiscal_year, reason))

CalendarView empty_year(Calendar const& calendar, RegionCode const& region, std::int32_t year) {
    CalendarView view{.region_code = region, .fiscal_year = year};
    for (std::int32_t month = 1; month <= 12; ++month) {
        view.months.push_back({.fiscal_month = month});
    }
    for (BusinessDate day = make_date(year, 1, 1); static_cast<int>(day.year()) == year;
         day = add_days(day, 1)) {
        DayKind const kind = calendar.kind(day);
        if (calendar.is_working_day(day)) {
            ++view.months[static_cast<unsigned>(day.month()) - 1].working_days;
        }
        if (kind == DayKind::holiday || kind == DayKind::shifted_working) {
            view.special_days.push_back({.day = day, .kind = kind});
        }
    }
    return view;
}

Result<CalendarView> show(Service const& service, CalendarFilter const& filter,
                          api::Call const& call) {
    auto const known = service.directory();
    RegionCode const region = filter.region_code.value_or(call.caller.region);
    std::int32_t const year = filter.fiscal_year.value_or(fiscal_year(call.clock.today()).value);
    if (known->region(region) == nullptr || !call.caller.scope.covers_region(region)) {
        return refuse(refusals::region_not_found, {{"code", region.value()}});
    }
    if (year < 1949 || year > 2199) {
        return refuse_at("/fiscal_year", refusals::field_wrong,
                         {{"field", std::string{"fiscal_year"}},
                          {"text", std::to_string(year)},
                          {"expected", std::string{"1949..2199"}}});
    }
    CalendarView view = empty_year(*known->calendar, region, year);
    for (MonthStatus const& status : service.months(call.caller.scope, region, FiscalYear{year})) {
        MonthView& month = view.months[static_cast<std::size_t>(status.fiscal_month.value) - 1];
        month.state = status.state;
        month.changed_by = status.changed_by;
        month.changed_at = status.changed_at;
        month.reason = status.reason;
    }
    return view;
}

}  // namespace

void declare_months(api::Router& router, Service& service) {
    router.get<CalendarFilter, CalendarView>(
        "/api/basics/calendar", {.permission = "basics.read", .summary = "日历和账期"},
        [&service](CalendarFilter const& filter, api::Call& call) {
            return show(service, filter, call);
        });
    router.post<MonthChange, MonthStatus>(
        "/api/basics/months/{month}/close",
        {.permission = "basics.maintain", .audit = "month_closed", .summary = "结账"},
        [&service](MonthChange const& body, api::Call& call) -> Result<MonthStatus> {
            return service.close_month(
                call.caller, call.caller.scope, body.region_code.value_or(call.caller.region),
                FiscalYear{body.fiscal_year},
                FiscalMonth{static_cast<std::int32_t>(call.path_id("month"))}, body.reason);
        });
    router.post<MonthChange, MonthStatus>(
        "/api/basics/months/{month}/open",
        {.permission = "basics.maintain",
         .audit = "month_opened",
         .summary = "重新打开账期（第一人申请，第二人同意）"},
        [&service](MonthChange const& body, api::Call& call) -> Result<MonthStatus> {
            return service.open_month(
                call.caller, call.caller.scope, body.region_code.value_or(call.caller.region),
                FiscalYear{body.fiscal_year},
                FiscalMonth{static_cast<std::int32_t>(call.path_id("month"))}, body.reason);
        });
}

}  // namespace jincai::basics

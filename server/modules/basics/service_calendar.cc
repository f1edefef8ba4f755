#include "base/text.h"
#include "modules/basics/refusals.h"
#include "modules/basics/service.h"
#include "modules/basics/store.h"

namespace jincai::basics {
namespace {

Figure month_figure(FiscalMonth month) {
    return {"month", std::to_string(month.value)};
}

Result<void> check_place(Directory const& known, DataScope const& scope, RegionCode const& region,
                         FiscalMonth month, std::string_view reason) {
    if (known.region(region) == nullptr || !scope.covers_region(region)) {
        return refuse_at("/region_code", refusals::region_not_found, {{"code", region.value()}});
    }
    if (month.value < 1 || month.value > 12) return refuse(refusals::month_out_of_range);
    if (trim(reason).empty()) return refuse_at("/reason", refusals::reason_missing);
    return {};
}

MonthState state_of(std::optional<MonthStatus> const& status) {
    return status ? status->state : MonthState::open;
}

void describe(MonthStatus const& status, MonthState before, audit::Record& record) {
    record.object_kind = "month";
    record.object_id = fmt::format("{}-{:02}", status.fiscal_year.value, status.fiscal_month.value);
    record.region_code = status.region_code.value();
    audit::note(record, "state", boost::describe::enum_to_string(before, ""),
                boost::describe::enum_to_string(status.state, ""));
    audit::note(record, "reason", "", status.reason);
}

}  // namespace

Result<MonthStatus> Service::close_month(audit::Actor const& actor, DataScope const& scope,
                                         RegionCode const& region, FiscalYear year,
                                         FiscalMonth month, std::string_view reason) {
    JC_CHECK(check_place(*directory(), scope, region, month, reason));
    BusinessDate const today = clock_.today();
    if (std::pair{year, month} >= std::pair{fiscal_year(today), fiscal_month(today)}) {
        return refuse(refusals::month_not_over, {month_figure(month)});
    }
    MonthStatus status{.region_code = region,
                       .fiscal_year = year,
                       .fiscal_month = month,
                       .state = MonthState::closed,
                       .changed_by_id = actor.user_id,
                       .changed_by = actor.user_name,
                       .reason = std::string{reason}};
    JC_CHECK(change_month(
        {actor, "month_closed", region, year, month, true},
        [&](storage::Session& session, audit::Record& record) -> Result<MonthEffect> {
            auto const before = state_of(store::month(session, region, year, month));
            if (before == MonthState::closed)
                return refuse(refusals::month_already_closed, {month_figure(month)});
            status.changed_at = record.at;
            store::put(session, status);
            describe(status, before, record);
            // A request to open it is taken back: the month never was open.
            return before == MonthState::open ? MonthEffect::now : MonthEffect::not_yet;
        }));
    return status;
}

/// The first call asks (the month stays closed), the second, by another person, opens.
Result<MonthStatus> Service::open_month(audit::Actor const& actor, DataScope const& scope,
                                        RegionCode const& region, FiscalYear year,
                                        FiscalMonth month, std::string_view reason) {
    JC_CHECK(check_place(*directory(), scope, region, month, reason));
    MonthStatus status;
    JC_CHECK(change_month(
        {actor, "month_opened", region, year, month, false},
        [&](storage::Session& session, audit::Record& record) -> Result<MonthEffect> {
            auto const before = store::month(session, region, year, month);
            if (state_of(before) == MonthState::open)
                return refuse(refusals::month_already_open, {month_figure(month)});
            bool const asked = before->state == MonthState::reopening;
            if (asked && before->changed_by_id == actor.user_id)
                return refuse(refusals::second_person_needed);
            status = *before;
            status.state = asked ? MonthState::open : MonthState::reopening;
            status.changed_by_id = actor.user_id;
            status.changed_by = actor.user_name;
            status.changed_at = record.at;
            status.reason = std::string{reason};
            if (!asked) record.action = "month_opening_requested";
            if (asked) record.approver = actor.user_name;
            store::put(session, status);
            describe(status, before->state, record);
            return asked ? MonthEffect::now : MonthEffect::not_yet;
        }));
    return status;
}

Result<void> Service::change_month(MonthAct const& act, MonthWrite write) {
    if (month_gate_) {
        JC_CHECK(month_gate_(act, std::move(write)));
    } else {
        JC_TRY(audit::change(database_, clock_, act.actor, act.action, std::move(write)));
    }
    reload_calendar();
    return {};
}

std::vector<MonthStatus> Service::months(DataScope const& scope, RegionCode const& region,
                                         FiscalYear year) const {
    if (!scope.covers_region(region)) return {};
    return database_.read(
        [&](storage::Session& session) { return store::months(session, region, year); });
}

}  // namespace jincai::basics

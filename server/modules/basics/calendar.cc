#include <algorithm>

#include "modules/basics/directory.h"

namespace jincai::basics {

Calendar::Calendar(std::vector<Day> exceptions, std::set<Month> closed)
    : exceptions_{std::move(exceptions)}, closed_{std::move(closed)} {
    std::ranges::sort(exceptions_, {}, &Day::day);
}

DayKind Calendar::kind(BusinessDate day) const {
    auto const found = std::ranges::lower_bound(exceptions_, day, {}, &Day::day);
    if (found != exceptions_.end() && found->day == day) return found->kind;
    std::chrono::weekday const weekday{std::chrono::sys_days{day}};
    bool const free = weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
    return free ? DayKind::weekend : DayKind::working;
}

bool Calendar::is_working_day(BusinessDate day) const {
    DayKind const found = kind(day);
    return found == DayKind::working || found == DayKind::shifted_working;
}

BusinessDate Calendar::working_days_after(BusinessDate day, int count) const {
    while (count > 0) {
        day = add_days(day, 1);
        if (is_working_day(day)) --count;
    }
    return day;
}

bool Calendar::is_closed(RegionCode const& region, FiscalYear year, FiscalMonth month) const {
    return closed_.contains(Month{region, year, month});
}

}  // namespace jincai::basics

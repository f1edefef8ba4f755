#pragma once

#include <algorithm>

#include "demo/script.h"
#include "demo/working_days.h"

namespace jincai::demo {

/// History ends the day before `Province::today`, so that nothing lies in the future whatever the
/// hour at which the demonstration is made; on the first of a month with that day's first minutes,
/// because the month would be empty otherwise.
[[nodiscard]] inline BusinessDate last_day(Province const& province) {
    bool const first = province.today.day() == std::chrono::day{1};
    return first ? province.today : add_days(province.today, -1);
}

/// `minutes` after midnight of `day` in China Standard Time, but not after the last day. Of today
/// only the first minutes are used: an hour becomes a minute.
[[nodiscard]] inline Timestamp moment(Province const& province, BusinessDate day,
                                      std::int64_t minutes) {
    auto const on = std::min(day, last_day(province));
    if (on < province.today) return start_of(on) + std::chrono::minutes{minutes};
    return start_of(on) + std::chrono::seconds{minutes};
}

/// The day on which a year's budgets and plans come into force.
[[nodiscard]] inline BusinessDate first_day(Province const& province, int year) {
    return std::min(working_day_from(make_date(year, 1, 2)), last_day(province));
}

}  // namespace jincai::demo

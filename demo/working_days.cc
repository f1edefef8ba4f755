#include "demo/working_days.h"

#include <array>

namespace jincai::demo {

namespace {

struct Holiday {
    BusinessDate first;
    int days;
};

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;

/// Spring Festival by the lunar calendar; the others have fixed dates.
constexpr std::array kSpringFestivals{
    Holiday{year{2020} / month{1} / day{24}, 7},  Holiday{year{2021} / month{2} / day{11}, 7},
    Holiday{year{2022} / month{1} / day{31}, 7},  Holiday{year{2023} / month{1} / day{21}, 7},
    Holiday{year{2024} / month{2} / day{10}, 8},  Holiday{year{2025} / month{1} / day{28}, 8},
    Holiday{year{2026} / month{2} / day{15}, 9},  Holiday{year{2027} / month{2} / day{5}, 7},
    Holiday{year{2028} / month{1} / day{25}, 7},  Holiday{year{2029} / month{2} / day{12}, 7},
    Holiday{year{2030} / month{2} / day{2}, 7},
};

bool is_holiday(BusinessDate date) {
    auto const in_month = static_cast<unsigned>(date.month());
    auto const on_day = static_cast<unsigned>(date.day());
    if (in_month == 1 && on_day == 1) return true;
    if (in_month == 5 && on_day <= 5) return true;
    if (in_month == 10 && on_day <= 7) return true;
    return std::ranges::any_of(kSpringFestivals, [&](Holiday const& holiday) {
        auto const offset = std::chrono::sys_days{date} - std::chrono::sys_days{holiday.first};
        return offset.count() >= 0 && offset.count() < holiday.days;
    });
}

}  // namespace

bool is_working_day(BusinessDate date) {
    auto const weekday = std::chrono::weekday{std::chrono::sys_days{date}}.iso_encoding();
    return weekday <= 5 && !is_holiday(date);
}

BusinessDate working_day_from(BusinessDate date) {
    while (!is_working_day(date)) date = add_days(date, 1);
    return date;
}

BusinessDate working_day_after(BusinessDate date) { return working_day_from(add_days(date, 1)); }

unsigned days_in_month(int in_year, unsigned in_month) {
    return static_cast<unsigned>((year{in_year} / month{in_month} / std::chrono::last).day());
}

std::vector<BusinessDate> working_days(int in_year, unsigned in_month, BusinessDate last) {
    std::vector<BusinessDate> days;
    for (unsigned at = 1; at <= days_in_month(in_year, in_month); ++at) {
        auto const date = make_date(in_year, in_month, at);
        if (date <= last && is_working_day(date)) days.push_back(date);
    }
    if (days.empty()) days.push_back(make_date(in_year, in_month, 1));
    return days;
}

}  // namespace jincai::demo

#pragma once

#include "base/error.h"

namespace jincai::cockpit::refusals {

inline constexpr RefusalSpec region_unknown{
    "cockpit_region_unknown", RefusalKind::not_found,
    "没有找到行政区划 {region}，或不在您的数据范围内",
    "there is no region {region}, or it is outside your data scope"};
inline constexpr RefusalSpec month_ahead{
    "cockpit_month_ahead", RefusalKind::invalid, "{year} 年 {month} 月尚未开始：请选择已经开始的月份",
    "month {month} of {year} has not begun: choose a month that has"};

inline constexpr RefusalSpec const* kAll[] = {&region_unknown, &month_ahead};

}  // namespace jincai::cockpit::refusals

#pragma once

#include "base/error.h"

namespace jincai::refusals {

inline constexpr RefusalSpec amount_malformed{
    "amount_malformed", RefusalKind::invalid,
    "金额“{text}”无法识别：请填写以元为单位、最多两位小数的数字",
    "the amount \"{text}\" is not readable: give yuan with at most two decimals"};
inline constexpr RefusalSpec amount_out_of_range{
    "amount_out_of_range", RefusalKind::invalid, "金额超出可处理的范围（约 90 万亿元）",
    "the amount is beyond what can be processed (about 90 trillion yuan)"};
inline constexpr RefusalSpec date_malformed{
    "date_malformed", RefusalKind::invalid, "日期“{text}”无效：请按 2026-03-05 的格式填写",
    "the date \"{text}\" is not valid: write it as 2026-03-05"};

inline constexpr RefusalSpec const* kBase[] = {&amount_malformed, &amount_out_of_range,
                                               &date_malformed};

}  // namespace jincai::refusals

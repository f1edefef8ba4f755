#pragma once

#include "base/error.h"

/// What is refused when the past is asked for.
namespace jincai::execution::refusals {

inline constexpr RefusalSpec instant_unreadable{
    "instant_unreadable", RefusalKind::malformed,
    "看不懂的时点“{text}”：请写 2026-03-17（当日营业终了）、2026-03-17T10:00:00+08:00（须带时区），"
    "或一本账簿的记录序号",
    "\"{text}\" is no moment: write 2026-03-17 (the end of that business day), "
    "2026-03-17T10:00:00+08:00 (with its zone), or the number of a record of one book"};
inline constexpr RefusalSpec one_book_needed{
    "one_book_needed", RefusalKind::malformed,
    "按记录序号追溯时须指明一本账簿：请同时给出区划和年度",
    "the number of a record belongs to one book: name region and year as well"};
inline constexpr RefusalSpec no_such_book{
    "no_such_book", RefusalKind::not_found, "没有符合条件的账簿，或不在您的数据范围内",
    "there is no such book, or it is outside your data scope"};
inline constexpr RefusalSpec setting_unknown{
    "setting_unknown", RefusalKind::invalid,
    "没有名为“{name}”的参数：参数名见 parameters/rules/execution.yaml",
    "there is no parameter \"{name}\": see parameters/rules/execution.yaml"};
inline constexpr RefusalSpec setting_without_effect{
    "setting_without_effect", RefusalKind::invalid,
    "参数“{name}”不影响已记账年度的灯号与冻结，无法推演；可推演的有：{known}",
    "\"{name}\" changes no light and no freeze of a booked year; what can be supposed: {known}"};
inline constexpr RefusalSpec settings_missing{
    "settings_missing", RefusalKind::invalid, "没有给出要推演的参数：请至少给出一个",
    "no parameter is supposed: give at least one"};
inline constexpr RefusalSpec setting_malformed{
    "setting_malformed", RefusalKind::malformed, "“{text}”应写作 参数名=取值",
    "\"{text}\" should read NAME=VALUE"};
inline constexpr RefusalSpec replay_too_long{
    "replay_too_long", RefusalKind::too_large,
    "涉及 {records} 条记录，超过在线查询的 {most} 条：请缩小范围，或由运维人员执行 jincai replay",
    "that is {records} records, more than the {most} of a request: ask for less, or have the "
    "operator run `jincai replay`"};

inline constexpr RefusalSpec const* kReplay[] = {
    &instant_unreadable, &one_book_needed,   &no_such_book,      &setting_unknown,
    &setting_without_effect, &settings_missing, &setting_malformed, &replay_too_long};

}  // namespace jincai::execution::refusals

#pragma once

#include "base/error.h"

/// Why a file, a map or a row is not taken.
namespace jincai::execution::refusals {

inline constexpr RefusalSpec import_map_wrong{
    "import_map_wrong", RefusalKind::invalid, "导入映射“{map}”不正确：{problem}，请改正后重试",
    "the import map \"{map}\" is wrong: {problem}; correct it and try again"};
inline constexpr RefusalSpec import_header_differs{
    "import_header_differs", RefusalKind::invalid,
    "文件表头与映射“{map}”不一致：应为 {expected}，实为 {found}。请核对文件或更新映射",
    "the file's header does not fit the map \"{map}\": expected {expected}, found {found}; check "
    "the file or update the map"};
inline constexpr RefusalSpec import_file_empty{"import_file_empty", RefusalKind::invalid,
                                               "文件没有表头，未导入任何内容",
                                               "the file has no header; nothing was imported"};
inline constexpr RefusalSpec import_region_foreign{
    "import_region_foreign", RefusalKind::conflict,
    "区划 {region} 已存在且名称为“{name}”，与映射不符：请更换映射中的区划代码",
    "region {region} exists under the name \"{name}\": give the map another region code"};
inline constexpr RefusalSpec import_units_full{
    "import_units_full", RefusalKind::invalid, "单位过多，部门 {department} 起已没有可用编码",
    "too many units: no codes are left from department {department} on"};
inline constexpr RefusalSpec import_row_width{
    "import_row_width", RefusalKind::invalid, "本行有 {found} 列，表头有 {expected} 列，未入账：请检查多余或缺少的逗号和引号",
    "the row has {found} fields, the header {expected}; not booked: look for a comma or quotation "
    "mark too many or too few"};
inline constexpr RefusalSpec import_date_unreadable{
    "import_date_unreadable", RefusalKind::invalid, "日期“{text}”无法识别，未入账：请改为映射所列的格式（如 2026-03-05）后重新导入",
    "the date \"{text}\" is not readable; not booked: write it as the map says (2026-03-05) and "
    "import again"};
inline constexpr RefusalSpec import_date_missing{
    "import_date_missing", RefusalKind::invalid, "没有日期，未入账：请补上日期后重新导入",
    "there is no date; not booked: add it and import again"};
inline constexpr RefusalSpec import_date_outside_year{
    "import_date_outside_year", RefusalKind::invalid,
    "日期 {date} 不在所注年度“{year}”之内，未入账：请更正其中之一后重新导入",
    "the date {date} is not in the year \"{year}\" that the row gives; not booked: correct one of "
    "the two and import again"};
inline constexpr RefusalSpec import_amount_missing{"import_amount_missing", RefusalKind::invalid,
                                                   "没有金额，未入账：请补上金额后重新导入",
                                                   "there is no amount; not booked: add it and "
                                                   "import again"};
inline constexpr RefusalSpec import_amount_fraction{
    "import_amount_fraction", RefusalKind::invalid, "金额“{text}”超过两位小数，未入账：请改为精确到分的金额后重新导入",
    "the amount \"{text}\" has more than two decimals; not booked: give it in whole fen and import "
    "again"};
inline constexpr RefusalSpec import_amount_unreadable{
    "import_amount_unreadable", RefusalKind::invalid, "金额“{text}”无法识别或超出范围，未入账：请改为数字（如 1234.56）后重新导入",
    "the amount \"{text}\" is not readable or out of range; not booked: write a number such as "
    "1234.56 and import again"};
inline constexpr RefusalSpec import_amount_zero{"import_amount_zero", RefusalKind::invalid,
                                                "金额为零，没有可入账的内容，无需处理",
                                                "the amount is zero: there is nothing to "
                                                "book and nothing to do"};
inline constexpr RefusalSpec import_amount_negative{
    "import_amount_negative", RefusalKind::invalid, "金额“{text}”为负，映射规定不予导入：请在原支付上登记退款",
    "the amount \"{text}\" is negative, which the map does not take: enter a refund at its payment"};
inline constexpr RefusalSpec import_text_unreadable{
    "import_text_unreadable", RefusalKind::invalid, "文本含有不可显示的字符，未入账：请删除这些字符后重新导入",
    "the text has unprintable characters; not booked: remove them and import again"};
inline constexpr RefusalSpec import_refund_uncovered{
    "import_refund_uncovered", RefusalKind::invalid,
    "退款 {amount_fen} 元找不到对应支付：单位“{unit}”{year} 年没有一笔未退金额足够的支付。请先导入原支付，"
    "或把退款拆到各笔支付后重新导入",
    "no payment covers the refund of {amount_fen} yuan: \"{unit}\" has none in {year} with that much "
    "left; import the payment first, or split the refund over its payments and import again"};

inline constexpr RefusalSpec import_list_unwritten{
    "import_list_unwritten", RefusalKind::storage_full,
    "未入账明细无法写入 {file}：请检查磁盘空间后重新导入，已入账的不会重复",
    "the list of refused rows could not be written to {file}: make room and import again; nothing "
    "is booked twice"};

inline constexpr RefusalSpec import_returned_is_input{
    "import_returned_is_input", RefusalKind::malformed,
    "未入账的行不能写回被导入的文件 {file}：请为 --rejected 指定另一个文件",
    "what is not booked cannot be written over the file itself, {file}: name another file"};

inline constexpr RefusalSpec const* kImport[] = {
    &import_map_wrong,         &import_header_differs,   &import_file_empty,
    &import_region_foreign,    &import_units_full,       &import_row_width,
    &import_date_unreadable,   &import_date_missing, &import_date_outside_year, &import_amount_missing,
    &import_amount_fraction,   &import_amount_unreadable, &import_amount_zero,
    &import_amount_negative,   &import_text_unreadable,  &import_refund_uncovered,
    &import_list_unwritten,    &import_returned_is_input};

}  // namespace jincai::execution::refusals

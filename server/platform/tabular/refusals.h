#pragma once

#include "base/error.h"

namespace jincai::tabular::refusals {

inline constexpr RefusalSpec file_unreadable{
    "csv_file_unreadable", RefusalKind::invalid, "无法打开文件“{file}”：请检查路径和权限",
    "the file \"{file}\" cannot be opened: check path and rights"};
inline constexpr RefusalSpec file_damaged{
    "csv_file_damaged", RefusalKind::invalid,
    "文件在第 {line} 行附近损坏或不完整，其后内容未读取：请重新获取文件",
    "the file is damaged or cut off near line {line}; what follows was not read: get it again"};
inline constexpr RefusalSpec not_utf8{
    "csv_not_utf8", RefusalKind::invalid,
    "第 {line} 行不是 UTF-8 文本：请将文件另存为“CSV UTF-8”后重试",
    "line {line} is not UTF-8 text: save the file as \"CSV UTF-8\" and try again"};
inline constexpr RefusalSpec quote_open{
    "csv_quote_open", RefusalKind::invalid,
    "第 {line} 行的引号没有结束：请补上右引号，字段内的引号写成两个",
    "the quote opened on line {line} is not closed: close it, and double quotes inside a field"};
inline constexpr RefusalSpec quote_stray{
    "csv_quote_stray", RefusalKind::invalid,
    "第 {line} 行的右引号后还有文字：字段内的引号请写成两个",
    "line {line} has text after a closing quote: double the quotes inside a field"};
inline constexpr RefusalSpec row_too_long{
    "csv_row_too_long", RefusalKind::invalid, "第 {line} 行或其中一个字段过长：请检查引号和换行",
    "line {line} or one of its fields is too long: check quotes and line ends"};
inline constexpr RefusalSpec too_many_columns{
    "csv_too_many_columns", RefusalKind::invalid, "第 {line} 行的列数过多：请检查分隔符",
    "line {line} has too many columns: check the separator"};
inline constexpr RefusalSpec column_missing{
    "csv_column_missing", RefusalKind::invalid, "缺少列“{column}”：请按导出文件的表头补上",
    "the column \"{column}\" is missing: take the header of an exported file"};
inline constexpr RefusalSpec column_twice{"csv_column_twice", RefusalKind::invalid,
                                          "列“{column}”出现了两次：请只保留一列",
                                          "the column \"{column}\" stands twice: keep one"};
inline constexpr RefusalSpec column_unknown{"csv_column_unknown", RefusalKind::invalid,
                                            "不认识的列“{column}”：请改名或删除这一列",
                                            "unknown column \"{column}\": rename or remove it"};
inline constexpr RefusalSpec header_wrong{"csv_header_wrong", RefusalKind::invalid,
                                          "表头有 {count} 处需要改正，逐条见明细",
                                          "the header has {count} findings, listed one by one"};

inline constexpr RefusalSpec const* kAll[] = {
    &file_unreadable,  &file_damaged,   &not_utf8,     &quote_open,     &quote_stray, &row_too_long,
    &too_many_columns, &column_missing, &column_twice, &column_unknown, &header_wrong};

}  // namespace jincai::tabular::refusals

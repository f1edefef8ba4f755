#pragma once

#include "base/error.h"

namespace jincai::json::refusals {

inline constexpr RefusalSpec json_malformed{
    "json_malformed", RefusalKind::malformed,
    "提交的内容不是有效的 JSON（第 {offset} 个字节处）：请检查括号、引号和编码后重新提交",
    "the content is not valid JSON (at byte {offset}): check brackets, quotes and encoding, then "
    "send it again"};
inline constexpr RefusalSpec json_too_deep{
    "json_too_deep", RefusalKind::malformed,
    "提交的内容嵌套超过 {limit} 层，未予处理：请减少嵌套层次",
    "the content is nested deeper than {limit} levels and was not read: use fewer levels"};
inline constexpr RefusalSpec json_too_many_elements{
    "json_too_many_elements", RefusalKind::malformed,
    "提交的内容中有列表超过 {limit} 项，未予处理：请分批提交",
    "a list in the content has more than {limit} elements and was not read: send it in parts"};
inline constexpr RefusalSpec request_invalid{
    "request_invalid", RefusalKind::invalid,
    "提交的内容有 {count} 处不符合要求，未作任何改动：请逐项改正后重新提交",
    "{count} findings in the request, nothing was changed: correct each and send it again"};
inline constexpr RefusalSpec field_unknown{
    "field_unknown", RefusalKind::invalid, "没有名为“{name}”的字段：请删除该字段或更正名称",
    "there is no field \"{name}\": remove it or correct its name"};
inline constexpr RefusalSpec field_missing{"field_missing", RefusalKind::invalid,
                                           "缺少必填字段“{name}”：请补充",
                                           "the required field \"{name}\" is missing: add it"};
inline constexpr RefusalSpec field_duplicate{
    "field_duplicate", RefusalKind::invalid, "字段“{name}”出现多次，含义不明：请只保留一个",
    "the field \"{name}\" is there more than once, so its meaning is unclear: keep one"};
inline constexpr RefusalSpec field_wrong_kind{
    "field_wrong_kind", RefusalKind::invalid, "此处应为{expected_zh}，收到的是{found_zh}：请更正",
    "{expected_en} is expected here, {found_en} was found: correct it"};
inline constexpr RefusalSpec number_not_whole{
    "number_not_whole", RefusalKind::invalid,
    "“{text}”不是整数：请填写不带小数和指数的整数（金额以分为单位）",
    "\"{text}\" is not a whole number: write it without decimals and exponent (amounts are in "
    "fen)"};
inline constexpr RefusalSpec number_out_of_range{
    "number_out_of_range", RefusalKind::invalid, "数值超出范围：应在 {min} 到 {max} 之间",
    "the number is out of range: it must be between {min} and {max}"};
inline constexpr RefusalSpec text_not_plain{
    "text_not_plain", RefusalKind::invalid,
    "文本含有换行、控制字符或不可见的方向字符：请删除后重新填写",
    "the text holds line breaks, control or invisible direction characters: remove them"};
inline constexpr RefusalSpec text_too_long{
    "text_too_long", RefusalKind::invalid, "文本超过 {limit} 个字：请缩短",
    "the text is longer than {limit} characters: shorten it"};
inline constexpr RefusalSpec code_malformed{
    "code_malformed", RefusalKind::invalid,
    "编码只能由数字、字母、“-”和“_”组成，且不超过 30 位：请核对",
    "a code consists of digits, letters, \"-\" and \"_\", 30 at most: check it"};
inline constexpr RefusalSpec timestamp_malformed{
    "timestamp_malformed", RefusalKind::invalid,
    "时间“{text}”无效：请按 2026-03-05T14:03:22.123Z 的格式填写",
    "the time \"{text}\" is not valid: write it as 2026-03-05T14:03:22.123Z"};
inline constexpr RefusalSpec value_not_listed{
    "value_not_listed", RefusalKind::invalid, "“{text}”不在可选值之内：可选 {allowed}",
    "\"{text}\" is not one of the allowed values: {allowed}"};

inline constexpr RefusalSpec const* kAll[] = {
    &json_malformed,   &json_too_deep,       &json_too_many_elements, &request_invalid,
    &field_unknown,    &field_missing,       &field_duplicate,        &field_wrong_kind,
    &number_not_whole, &number_out_of_range, &text_not_plain,         &text_too_long,
    &code_malformed,   &timestamp_malformed, &value_not_listed};

}  // namespace jincai::json::refusals

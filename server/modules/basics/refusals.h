#pragma once

#include "base/error.h"

namespace jincai::basics::refusals {

inline constexpr RefusalSpec region_not_found{
    "region_not_found", RefusalKind::not_found,
    "没有区划“{code}”，或不在您的数据范围内：请核对区划代码",
    "there is no region \"{code}\", or it is outside your data scope: check the code"};
inline constexpr RefusalSpec unit_not_found{
    "unit_not_found", RefusalKind::not_found,
    "没有预算单位“{code}”，或不在您的数据范围内：请核对单位代码",
    "there is no unit \"{code}\", or it is outside your data scope: check the code"};
inline constexpr RefusalSpec code_unknown{
    "code_unknown", RefusalKind::invalid,
    "{set}中没有 {year} 年度的编码“{code}”：请选用当年有效的编码",
    "{set} has no code \"{code}\" in {year}: choose one that is valid in that year"};
inline constexpr RefusalSpec code_not_leaf{
    "code_not_leaf", RefusalKind::invalid, "{set}“{code} {name}”还有下级，请选到最末一级",
    "\"{code} {name}\" of {set} has codes below it: choose one of the last level"};
inline constexpr RefusalSpec code_invalid{
    "code_invalid", RefusalKind::invalid, "{set}“{code} {name}”已停用：请选用替代编码",
    "\"{code} {name}\" of {set} is no longer used: choose its replacement"};
inline constexpr RefusalSpec combination_refused{
    "combination_refused", RefusalKind::invalid, "“{left}”与“{right}”不能用在同一行：{reason_zh}",
    "\"{left}\" and \"{right}\" may not stand in one line: {reason_en}", "预算法 第七十二条"};
inline constexpr RefusalSpec crosswalk_mismatch{
    "crosswalk_mismatch", RefusalKind::invalid,
    "部门经济分类“{department}”在此类单位对应政府经济分类 "
    "{expected}，填写的“{government}”不符：请改正其中之一",
    "department code \"{department}\" goes with government code {expected} for this kind of unit, "
    "not "
    "with \"{government}\": correct one of them"};
inline constexpr RefusalSpec parameter_unknown{
    "parameter_unknown", RefusalKind::not_found, "没有参数“{name}”：请从参数清单中选择",
    "there is no parameter \"{name}\": choose one from the list"};
inline constexpr RefusalSpec parameter_value_wrong{
    "parameter_value_wrong", RefusalKind::invalid,
    "参数“{name}”的值“{value}”不对，应为{expected_zh}",
    "\"{value}\" is no value of \"{name}\": give {expected_en}"};
inline constexpr RefusalSpec parameter_retroactive{
    "parameter_retroactive", RefusalKind::invalid,
    "参数不能追溯生效：生效日期不得早于今天（{today}）",
    "a parameter does not take effect in the past: choose {today} or later"};
inline constexpr RefusalSpec document_number_missing{
    "document_number_missing", RefusalKind::invalid, "请填写作为依据的文号",
    "give the number of the document this rests on"};
inline constexpr RefusalSpec reason_missing{"reason_missing", RefusalKind::invalid, "请填写理由",
                                            "give the reason"};
inline constexpr RefusalSpec proposal_not_found{
    "proposal_not_found", RefusalKind::not_found, "没有这项参数修改申请，或不在您的数据范围内",
    "there is no such proposal, or it is outside your data scope"};
inline constexpr RefusalSpec proposal_decided{
    "proposal_decided", RefusalKind::conflict, "这项参数修改申请已经办结：请刷新后查看结果",
    "this proposal has been decided already: reload to see the result"};
inline constexpr RefusalSpec second_person_needed{
    "second_person_needed", RefusalKind::forbidden, "提出和批准须由不同的人办理：请由另一人操作",
    "who asks for it may not approve it: another person has to"};
inline constexpr RefusalSpec month_already_closed{"month_already_closed", RefusalKind::conflict,
                                                  "{month} 月已经结账",
                                                  "month {month} is closed already"};
inline constexpr RefusalSpec month_already_open{
    "month_already_open", RefusalKind::conflict, "{month} 月没有结账，无需重新打开",
    "month {month} is not closed: there is nothing to open"};
inline constexpr RefusalSpec month_not_over{"month_not_over", RefusalKind::invalid,
                                            "{month} 月还没有结束，不能结账",
                                            "month {month} is not over yet and cannot be closed"};
inline constexpr RefusalSpec month_out_of_range{"month_out_of_range", RefusalKind::invalid,
                                                "月份应为 1 至 12", "a month is 1 to 12"};

inline constexpr RefusalSpec import_refused{
    "import_refused", RefusalKind::invalid, "文件有 {count} 处需要改正，未导入任何内容：逐条见明细",
    "the file has {count} findings, nothing was imported: they are listed one by one"};
inline constexpr RefusalSpec import_repeated{
    "import_repeated", RefusalKind::conflict, "同一个文件已于 {at} 由 {by} 导入过，未再次导入",
    "the same file was imported at {at} by {by}; it was not imported again"};
inline constexpr RefusalSpec import_empty{"import_empty", RefusalKind::invalid,
                                          "文件没有数据行：请检查文件",
                                          "the file has no rows: check it"};
inline constexpr RefusalSpec row_width{
    "row_width", RefusalKind::invalid, "本行有 {found} 列，表头有 {expected} 列：请检查逗号和引号",
    "this row has {found} fields, the header {expected}: check commas and quotes"};
inline constexpr RefusalSpec cell_empty{"cell_empty", RefusalKind::invalid,
                                           "“{field}”不能为空", "\"{field}\" may not be empty"};
inline constexpr RefusalSpec field_wrong{
    "field_wrong", RefusalKind::invalid, "“{field}”的值“{text}”不对，应为{expected}",
    "\"{text}\" is no value of \"{field}\": expected {expected}"};
inline constexpr RefusalSpec row_twice{
    "row_twice", RefusalKind::invalid, "编码“{code}”在文件中出现了两次（第一次在第 {line} 行）",
    "the code \"{code}\" stands twice in the file (first on line {line})"};
inline constexpr RefusalSpec parent_unknown{
    "parent_unknown", RefusalKind::invalid,
    "上级编码“{code}”不存在：请先导入上级，或放在同一文件中",
    "there is no parent \"{code}\": import it first, or in the same file"};
inline constexpr RefusalSpec parent_circular{
    "parent_circular", RefusalKind::invalid, "“{code}”的上级关系成环：请检查上级编码",
    "the parents of \"{code}\" go in a circle: check the parent codes"};
inline constexpr RefusalSpec level_wrong{
    "level_wrong", RefusalKind::invalid, "“{code}”的级次应低于其上级：请检查级次和上级编码",
    "the level of \"{code}\" must be below that of its parent: check level and parent"};

inline constexpr RefusalSpec attachment_empty{"attachment_empty", RefusalKind::invalid,
                                              "文件是空的：请重新选择文件",
                                              "the file is empty: choose it again"};
inline constexpr RefusalSpec attachment_too_large{
    "attachment_too_large", RefusalKind::too_large, "文件超过 50 MiB：请压缩或拆分后上传",
    "the file is larger than 50 MiB: make it smaller or split it"};
inline constexpr RefusalSpec attachment_type{
    "attachment_type", RefusalKind::invalid,
    "不支持这种文件：请上传 PDF、OFD、PNG、JPEG、DOCX、XLSX 或纯文本（按内容识别，改扩展名无效）",
    "this kind of file is not accepted: send PDF, OFD, PNG, JPEG, DOCX, XLSX or plain text (told "
    "by "
    "content, not by name)"};
inline constexpr RefusalSpec attachment_name{
    "attachment_name", RefusalKind::invalid, "文件名应为 1 至 200 个可见字符，不含路径符号",
    "a file name has 1 to 200 visible characters and no path signs"};
inline constexpr RefusalSpec attachment_not_found{
    "attachment_not_found", RefusalKind::not_found, "没有这个附件，或不在您的数据范围内",
    "there is no such attachment, or it is outside your data scope"};
inline constexpr RefusalSpec attachment_damaged{
    "attachment_damaged", RefusalKind::unavailable,
    "附件内容与登记的 SM3 值不符，已停止下载：请联系运维人员",
    "the content does not match its SM3 value and is not handed out: tell the operator"};
inline constexpr RefusalSpec already_seeded{
    "already_seeded", RefusalKind::conflict, "基础数据已经初始化，未做改动",
    "the basic data are there already; nothing was changed"};

inline constexpr RefusalSpec const* kAll[] = {&region_not_found,
                                              &unit_not_found,
                                              &code_unknown,
                                              &code_not_leaf,
                                              &code_invalid,
                                              &combination_refused,
                                              &crosswalk_mismatch,
                                              &parameter_unknown,
                                              &parameter_value_wrong,
                                              &parameter_retroactive,
                                              &document_number_missing,
                                              &reason_missing,
                                              &proposal_not_found,
                                              &proposal_decided,
                                              &second_person_needed,
                                              &month_already_closed,
                                              &month_already_open,
                                              &month_not_over,
                                              &month_out_of_range,
                                              &import_refused,
                                              &import_repeated,
                                              &import_empty,
                                              &row_width,
                                              &cell_empty,
                                              &field_wrong,
                                              &row_twice,
                                              &parent_unknown,
                                              &parent_circular,
                                              &level_wrong,
                                              &attachment_empty,
                                              &attachment_too_large,
                                              &attachment_type,
                                              &attachment_name,
                                              &attachment_not_found,
                                              &attachment_damaged,
                                              &already_seeded};

}  // namespace jincai::basics::refusals

#pragma once

#include "base/error.h"

namespace jincai::config::refusals {

inline constexpr RefusalSpec file_unreadable{
    "config_file_unreadable", RefusalKind::invalid,
    "无法读取文件“{file}”：请检查路径、权限，且大小不超过 16 MiB",
    "the file \"{file}\" cannot be read: check path, rights, and that it is at most 16 MiB"};
inline constexpr RefusalSpec syntax{
    "config_syntax", RefusalKind::invalid,
    "{file} 第 {line} 行：不是有效的 YAML（{problem}），请改正后重试",
    "{file} line {line}: not valid YAML ({problem}); correct it and try again"};
inline constexpr RefusalSpec key_twice{
    "config_key_twice", RefusalKind::invalid, "{file} 第 {line} 行：“{key}”写了两次，请只保留一处",
    "{file} line {line}: \"{key}\" is given twice; keep one of them"};
inline constexpr RefusalSpec key_unknown{
    "config_key_unknown", RefusalKind::invalid,
    "{file} 第 {line} 行：不认识的设置“{key}”，可用的有：{known}",
    "{file} line {line}: unknown key \"{key}\"; known here: {known}"};
inline constexpr RefusalSpec key_missing{
    "config_key_missing", RefusalKind::invalid, "{file} 第 {line} 行起的内容缺少“{key}”，请补上",
    "{file}: the entry that starts on line {line} lacks \"{key}\"; add it"};
inline constexpr RefusalSpec value_wrong{
    "config_value_wrong", RefusalKind::invalid,
    "{file} 第 {line} 行：“{key}”的值“{text}”不对，应为{expected}",
    "{file} line {line}: the value \"{text}\" of \"{key}\" is not {expected}"};
inline constexpr RefusalSpec several{"config_several", RefusalKind::invalid,
                                     "{file} 有 {count} 处需要改正，逐条见明细",
                                     "{file} has {count} findings, listed one by one"};

inline constexpr RefusalSpec const* kAll[] = {
    &file_unreadable, &syntax, &key_twice, &key_unknown, &key_missing, &value_wrong, &several};

}  // namespace jincai::config::refusals

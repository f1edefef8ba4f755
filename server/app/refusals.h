#pragma once

#include "base/error.h"

/// What the program says about its data directory and its command line.
namespace jincai::app::refusals {

inline constexpr RefusalSpec data_unusable{
    "data_unusable", RefusalKind::unavailable, "数据目录 {directory} 无法使用：{what}",
    "the data directory {directory} cannot be used: {what}"};
inline constexpr RefusalSpec word_unknown{"word_unknown", RefusalKind::malformed,
                                          "不认识的参数 {word}，用 jincai help 查看用法",
                                          "unknown option {word}; see `jincai help`"};
inline constexpr RefusalSpec word_without_value{"word_without_value", RefusalKind::malformed,
                                                "参数 {word} 缺少取值", "{word} needs a value"};
inline constexpr RefusalSpec word_not_number{
    "word_not_number", RefusalKind::malformed, "参数 {word} 应为 {min} 至 {max} 的整数",
    "{word} must be a whole number from {min} to {max}"};
inline constexpr RefusalSpec role_unknown{"role_unknown", RefusalKind::malformed,
                                          "没有名为 {role} 的角色", "there is no role {role}"};

inline constexpr RefusalSpec const* kAll[] = {&data_unusable, &word_unknown, &word_without_value,
                                              &word_not_number, &role_unknown};

}  // namespace jincai::app::refusals

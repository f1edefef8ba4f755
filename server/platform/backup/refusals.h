#pragma once

#include "base/error.h"

/// What is refused about backups.
namespace jincai::backup::refusals {

inline constexpr RefusalSpec backup_none{"backup_none", RefusalKind::not_found,
                                         "{folder} 中没有备份", "there is no backup in {folder}"};
inline constexpr RefusalSpec backup_damaged{
    "backup_damaged", RefusalKind::conflict,
    "备份 {backup} 的文件 {file} 与其清单不符：请改用另一份备份",
    "{file} of backup {backup} is not what its manifest says: use another backup"};
inline constexpr RefusalSpec backup_newer{
    "backup_newer", RefusalKind::conflict, "备份 {backup} 由更新版本的程序写成：请升级程序",
    "backup {backup} was written by a newer program: upgrade the program"};
inline constexpr RefusalSpec backup_chain_broken{
    "backup_chain_broken", RefusalKind::conflict,
    "备份 {backup} 之前缺少一份完整备份或增量备份，无法还原",
    "a full or incremental backup before {backup} is missing: it cannot be restored"};

inline constexpr RefusalSpec const* kAll[] = {&backup_none, &backup_damaged, &backup_newer,
                                              &backup_chain_broken};

}  // namespace jincai::backup::refusals

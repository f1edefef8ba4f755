#pragma once

#include "base/error.h"

namespace jincai::storage::refusals {

inline constexpr RefusalSpec data_in_use{
    "data_in_use", RefusalKind::unavailable,
    "数据目录正被另一个服务进程使用：请先停止该进程，或改用其他数据目录",
    "the data directory is in use by another server: stop that server, or choose another "
    "directory"};
inline constexpr RefusalSpec storage_busy{
    "storage_busy", RefusalKind::unavailable, "数据库繁忙，本次操作未执行：请稍后重试",
    "the database is busy and nothing was changed: try again in a moment"};
inline constexpr RefusalSpec storage_full{
    "storage_full", RefusalKind::storage_full,
    "存储空间已满，本次操作未执行：请联系系统管理员释放磁盘空间后重试",
    "the disk is full and nothing was changed: ask the system administrator to free space, then "
    "retry"};
inline constexpr RefusalSpec storage_unreachable{
    "storage_unreachable", RefusalKind::unavailable,
    "数据库连接中断，本次操作未执行：系统正在重新连接，请稍后重试",
    "the connection to the database was lost and nothing was changed: it is being made again, try "
    "again in a moment"};
inline constexpr RefusalSpec storage_outcome_unknown{
    "storage_outcome_unknown", RefusalKind::unavailable,
    "提交结果暂时无法确认，系统已转为只读：确认之前不接受新的操作，请稍后用同一请求重试",
    "whether the last commit was kept is not known, so the system is read-only until it has been "
    "found out: repeat the same request in a moment"};
inline constexpr RefusalSpec storage_superseded{
    "storage_superseded", RefusalKind::unavailable,
    "另一个服务进程已接管本数据库，本进程不再写入：请访问新的服务地址",
    "another server has taken over this database and this one no longer writes: use the other "
    "server"};
inline constexpr RefusalSpec data_damaged{
    "data_damaged", RefusalKind::unavailable,
    "数据文件损坏或缺少已受理的业务，本次操作未执行（{what}）：请保留数据目录，用 jincai verify 核查，"
    "用 jincai repair --from 备份 修复",
    "the data is damaged or lacks what was acknowledged, and nothing was done ({what}): keep the data "
    "directory as it is, look with jincai verify, mend with jincai repair --from BACKUP"};
inline constexpr RefusalSpec migration_gap{
    "migration_gap", RefusalKind::conflict,
    "模块“{module}”的结构脚本编号不连续：应为 {expected}，实际为 {number}",
    "the migrations of module \"{module}\" have a gap: expected {expected}, found {number}"};
inline constexpr RefusalSpec migration_changed{
    "migration_changed", RefusalKind::conflict,
    "模块“{module}”已执行的结构脚本 {number} 内容被改动：请使用原版本程序，或另增新编号的脚本",
    "migration {number} of module \"{module}\" differs from the one applied: use the original "
    "program, "
    "or add a new migration"};
inline constexpr RefusalSpec schema_newer{
    "schema_newer", RefusalKind::conflict,
    "数据由更新版本的程序写成（模块“{module}”结构版本 {number}，本程序只到 {known}）：请升级程序",
    "the data was written by a newer program (module \"{module}\" is at {number}, this program "
    "knows "
    "{known}): upgrade the program"};

inline constexpr RefusalSpec const* kAll[] = {
    &data_in_use,         &storage_busy,            &storage_full,
    &data_damaged,        &storage_unreachable, &storage_outcome_unknown, &storage_superseded,
    &migration_gap,       &migration_changed,       &schema_newer};

}  // namespace jincai::storage::refusals

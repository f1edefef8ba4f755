#pragma once

#include "base/error.h"

/// What is refused about saving, restoring and repairing a data directory.
namespace jincai::app::refusals {

inline constexpr RefusalSpec backup_by_server_tool{
    "backup_by_server_tool", RefusalKind::invalid,
    "本命令只备份内嵌数据库；PostgreSQL 请用 pgBackRest 或 pg_basebackup（见 docs/operations.md），达梦请用 "
    "DMRMAN",
    "this command backs up the embedded database only; for PostgreSQL use pgBackRest or "
    "pg_basebackup (see docs/operations.md), for Dameng use DMRMAN"};
inline constexpr RefusalSpec backup_target_inside{
    "backup_target_inside", RefusalKind::invalid,
    "备份目录 {folder} 不能在数据目录之内：请放到另一块磁盘或另一台机器",
    "the archive {folder} lies inside the data directory: put it on another disk or machine"};
inline constexpr RefusalSpec backup_running{
    "backup_running", RefusalKind::conflict, "{folder} 正在进行另一次备份：请等它结束",
    "another backup into {folder} is under way: wait until it has ended"};
inline constexpr RefusalSpec restore_target_used{
    "restore_target_used", RefusalKind::conflict,
    "目录 {folder} 不是空的：请还原到一个空目录，核对后再替换原目录",
    "the directory {folder} is not empty: restore into an empty one, look at it, then put it in "
    "place"};
inline constexpr RefusalSpec restore_nothing_that_old{
    "restore_nothing_that_old", RefusalKind::not_found,
    "最早的备份止于 {first}，没有 {until} 之前的备份",
    "the oldest backup ends at {first}; there is none from before {until}"};
inline constexpr RefusalSpec restore_by_time{
    "restore_by_time", RefusalKind::malformed, "还原时点请写日期，或带时区的时间",
    "write a date, or a time with its zone, as the moment to restore"};
inline constexpr RefusalSpec repair_source_foreign{
    "repair_source_foreign", RefusalKind::conflict,
    "{from} 的账簿 {region}/{year} 在第 {seq} 条与本库或已确认的记录不一致，不是同一份数据：未做任何改动",
    "book {region}/{year} of {from} differs at record {seq} from this database or from what was "
    "acknowledged: it is other data, nothing was changed"};
inline constexpr RefusalSpec repair_source_unsound{
    "repair_source_unsound", RefusalKind::conflict,
    "{from} 自身没有通过校验：{what}；未做任何改动",
    "{from} does not verify itself: {what}; nothing was changed"};
inline constexpr RefusalSpec repair_incomplete{
    "repair_incomplete", RefusalKind::conflict,
    "现有材料不能找回全部已确认的记录，未做任何改动：{lost}。可先换用更新的备份或备机；确认无法找回时加 "
    "--accept-loss",
    "not every acknowledged record can be brought back, nothing was changed: {lost}. Try a newer "
    "backup or a standby; when there is none, repeat with --accept-loss"};

inline constexpr RefusalSpec const* kBackup[] = {
    &backup_by_server_tool, &backup_target_inside, &backup_running, &restore_target_used,
    &restore_nothing_that_old, &restore_by_time,   &repair_source_foreign,
    &repair_source_unsound, &repair_incomplete};

}  // namespace jincai::app::refusals

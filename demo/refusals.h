#pragma once

#include "base/error.h"

namespace jincai::demo::refusals {

inline constexpr RefusalSpec import_wrong_call{
    "import_wrong_call", RefusalKind::malformed,
    "用法：jincai import payments --map MAP.yaml FILE.csv[.gz] --data DIR "
    "[--rejected FILE.csv] [--json]",
    "usage: jincai import payments --map MAP.yaml FILE.csv[.gz] --data DIR "
    "[--rejected FILE.csv] [--json]"};
inline constexpr RefusalSpec demo_data_not_empty{
    "demo_data_not_empty", RefusalKind::conflict,
    "数据目录 {directory} 中已有数据：演示数据只能建在空目录中，请换一个目录或先移走原有数据",
    "the data directory {directory} is not empty: the demonstration needs one of its own"};
inline constexpr RefusalSpec demo_not_on_disk{"demo_not_on_disk", RefusalKind::storage_full,
                                              "数据未能写入磁盘：{directory}",
                                              "the data did not reach the disk: {directory}"};
inline constexpr RefusalSpec demo_freeze_missing{
    "demo_freeze_missing", RefusalKind::not_found, "账簿没有按剧本冻结 {unit}",
    "the book did not freeze {unit} as the script expects"};

inline constexpr RefusalSpec const* kAll[] = {&import_wrong_call, &demo_data_not_empty,
                                              &demo_not_on_disk, &demo_freeze_missing};

}  // namespace jincai::demo::refusals

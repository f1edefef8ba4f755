#pragma once

#include "base/error.h"

/// What a measurement says about its options.
namespace jincai::bench::refusals {

inline constexpr RefusalSpec skew_unknown{
    "skew_unknown", RefusalKind::malformed,
    "--skew 只能是 uniform 或 zipf:指数（如 zipf:1.3，指数大于 0、不超过 10），不能是 {skew}",
    "--skew is uniform or zipf:EXPONENT (such as zipf:1.3, above 0 and at most 10), not {skew}"};

inline constexpr RefusalSpec server_failed{
    "bench_server_failed", RefusalKind::unavailable, "测量用的 PostgreSQL 出错：{what}",
    "the PostgreSQL of the measurement failed: {what}"};
inline constexpr RefusalSpec baseline_without_server{
    "baseline_without_server", RefusalKind::invalid,
    "--baseline 需要 PostgreSQL：请安装 postgresql-15，或用 --db 指定服务器地址",
    "--baseline needs a PostgreSQL: install postgresql-15, or name a server with --db"};

inline constexpr RefusalSpec const* kAll[] = {&skew_unknown, &server_failed,
                                              &baseline_without_server};

}  // namespace jincai::bench::refusals

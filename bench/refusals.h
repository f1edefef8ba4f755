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
inline constexpr RefusalSpec backend_unknown{
    "backend_unknown", RefusalKind::malformed, "--backend 只能是 sqlite、postgres 或 odbc，不能是 {backend}",
    "--backend is sqlite, postgres or odbc, not {backend}"};

inline constexpr RefusalSpec const* kAll[] = {&skew_unknown, &server_failed, &backend_unknown};

}  // namespace jincai::bench::refusals

#pragma once

#include <string>

#include "base/result.h"
#include "bench/skew.h"

namespace jincai::bench {

struct BaselineReport {
    std::int64_t booked = 0;
    std::int64_t refused = 0;
    std::int64_t per_second = 0;
    std::int64_t p50_us = 0;
    std::int64_t p99_us = 0;
};

struct BaselineOptions {
    std::string url;  ///< of a PostgreSQL server
    std::int64_t clients = 64;
    std::int64_t seconds = 20;
    std::int64_t lines = 1'000;  ///< budget lines
};

/// The usual way (`baseline.sql`): every payment is a call of a stored procedure with row locks, in a
/// transaction of its own with `synchronous_commit = on`, from as many connections as clients, on
/// lines chosen by `skew`. Its schema is dropped and made anew, and dropped at the end.
[[nodiscard]] Result<BaselineReport> run_baseline(BaselineOptions const& options, Skew const& skew);

}  // namespace jincai::bench

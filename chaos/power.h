#pragma once

#include <boost/describe.hpp>
#include <cstdint>

#include "base/result.h"

namespace jincai::chaos {

/// A run of `payments` is repeated with a fault at every `step`-th write, sync or truncation.
struct PowerPlan {
    std::int64_t payments = 6;
    std::int64_t step = 1;
    std::uint64_t seed = 1;
};

struct PowerReport {
    std::uint64_t seed = 0;
    std::int64_t power_cuts = 0;    ///< by three ways of what survives of the unsynced writes
    std::int64_t failed_calls = 0;  ///< EIO once, then a power cut at the end
    std::int64_t full_disks = 0;    ///< ENOSPC once, then a power cut at the end
    std::int64_t acknowledged = 0;
    std::int64_t lost = 0;
    std::int64_t duplicated = 0;
    std::int64_t half = 0;
    std::int64_t refused_starts = 0;
    std::int64_t unsound = 0;
    std::int64_t committed_unacknowledged = 0;
    std::int64_t control_lost = 0;  ///< with synchronous=off: must be more than none
    bool control_noticed = false;   ///< and the start after it must be refused

    [[nodiscard]] bool is_clean() const;
};
BOOST_DESCRIBE_STRUCT(PowerReport, (),
                      (seed, power_cuts, failed_calls, full_disks, acknowledged, lost, duplicated,
                       half, refused_starts, unsound, committed_unacknowledged, control_lost,
                       control_noticed))

/// Power cuts, failing calls and full disks in one process, on a disk that keeps what was synced.
/// Requires that no database of this process was opened before.
[[nodiscard]] Result<PowerReport> cut_power(PowerPlan const& plan);

}  // namespace jincai::chaos

#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace jincai::bench {

/// Which of `count` things the n-th act concerns: all alike, or a few most of the time by Zipf's law
/// (the thing of rank k with weight 1 / k^s). Deterministic: the same n always gives the same thing.
class Skew {
public:
    /// "uniform", or "zipf:1.3" with the exponent. Requires: count > 0.
    [[nodiscard]] static Result<Skew> read(std::string_view text, std::size_t count);

    [[nodiscard]] std::size_t pick(std::uint64_t n) const;

private:
    Skew() = default;

    std::size_t count_ = 0;
    std::vector<double> reached_;  ///< share of the ranks up to each; empty when all are alike
    std::vector<std::uint32_t> thing_;  ///< of each rank: the hot ones are no neighbours
};

}  // namespace jincai::bench

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>

namespace jincai::demo {

/// xoshiro256** seeded through splitmix64, with whole-number arithmetic only: the distributions of
/// the standard library and the functions of libm differ between platforms, and the same seed must
/// make the same province everywhere.
class Random {
public:
    explicit Random(std::uint64_t seed);
    /// An independent stream for one part of the work, so that a change in one part leaves the
    /// numbers of every other part as they were.
    Random(std::uint64_t seed, std::initializer_list<std::uint64_t> keys);

    [[nodiscard]] std::uint64_t next();
    /// 0 <= result < bound. Requires: 0 < bound <= 2^32.
    [[nodiscard]] std::uint64_t below(std::uint64_t bound);
    /// low <= result <= high. Requires: low <= high.
    [[nodiscard]] std::int64_t between(std::int64_t low, std::int64_t high);
    [[nodiscard]] bool chance(int per_mille) { return below(1000) < static_cast<unsigned>(per_mille); }
    /// Thousandths of a standard deviation, nearly normal, within six deviations.
    [[nodiscard]] std::int64_t normal_milli();
    /// Log-normal around `median`; `sigma_milli` is the deviation of the natural logarithm.
    [[nodiscard]] std::int64_t log_normal(std::int64_t median, std::int64_t sigma_milli);

    template <class T>
    [[nodiscard]] T const& pick(std::span<T const> choices) {
        return choices[below(choices.size())];
    }

private:
    std::array<std::uint64_t, 4> state_{};
};

}  // namespace jincai::demo

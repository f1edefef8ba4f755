#include "demo/random.h"

namespace jincai::demo {

namespace {

std::uint64_t split_mix(std::uint64_t& state) {
    state += 0x9E3779B97F4A7C15u;
    std::uint64_t z = state;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

std::uint64_t rotated(std::uint64_t value, int bits) {
    return (value << bits) | (value >> (64 - bits));
}

/// 2^(k/16) in 1/65536.
constexpr std::array<std::int64_t, 17> kPowers{65536,  68438,  71468,  74632,  77936,  81386,
                                               84990,  88752,  92682,  96785,  101070, 105545,
                                               110218, 115098, 120194, 125515, 131072};

/// value * 2^(exponent / 65536), interpolated.
std::int64_t times_power_of_two(std::int64_t value, std::int64_t exponent) {
    std::int64_t const whole = exponent >> 16;
    std::int64_t const fraction = exponent & 0xFFFF;
    auto const at = static_cast<std::size_t>(fraction >> 12);
    std::int64_t const rest = fraction & 0xFFF;
    std::int64_t const factor = kPowers[at] + (((kPowers[at + 1] - kPowers[at]) * rest) >> 12);
    std::int64_t const scaled = (value * factor) >> 16;
    return whole >= 0 ? scaled << whole : scaled >> -whole;
}

}  // namespace

Random::Random(std::uint64_t seed) : Random{seed, {}} {}

Random::Random(std::uint64_t seed, std::initializer_list<std::uint64_t> keys) {
    for (std::uint64_t const key : keys) {
        seed ^= split_mix(seed) + key * 0xD6E8FEB86659FD93u;
    }
    for (auto& word : state_) word = split_mix(seed);
}

std::uint64_t Random::next() {
    std::uint64_t const result = rotated(state_[1] * 5, 7) * 9;
    std::uint64_t const shifted = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = rotated(state_[3], 45);
    return result;
}

std::uint64_t Random::below(std::uint64_t bound) { return ((next() >> 32) * bound) >> 32; }

std::int64_t Random::between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(high - low) + 1));
}

std::int64_t Random::normal_milli() {
    std::int64_t sum = -6000;
    for (int i = 0; i < 12; ++i) sum += static_cast<std::int64_t>(below(1001));
    return sum;
}

std::int64_t Random::log_normal(std::int64_t median, std::int64_t sigma_milli) {
    // 94548 = 65536 * log2(e): from the natural logarithm to powers of two.
    std::int64_t const exponent = normal_milli() * sigma_milli / 1000 * 94548 / 1000;
    return times_power_of_two(median, exponent);
}

}  // namespace jincai::demo

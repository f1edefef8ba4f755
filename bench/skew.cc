#include "bench/skew.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>
#include <random>

#include "bench/refusals.h"

namespace jincai::bench {

namespace {

constexpr std::uint64_t kSeed = 0x4a43'2026;

/// splitmix64: a well mixed value for each n.
std::uint64_t mixed(std::uint64_t n) {
    n += kSeed + 0x9e3779b97f4a7c15ULL;
    n = (n ^ (n >> 30)) * 0xbf58476d1ce4e5b9ULL;
    n = (n ^ (n >> 27)) * 0x94d049bb133111ebULL;
    return n ^ (n >> 31);
}

}  // namespace

Result<Skew> Skew::read(std::string_view text, std::size_t count) {
    Skew skew;
    skew.count_ = count;
    if (text == "uniform") return skew;
    constexpr std::string_view kZipf = "zipf:";
    double exponent = 0;
    auto const* end = text.data() + text.size();
    if (!text.starts_with(kZipf) ||
        std::from_chars(text.data() + kZipf.size(), end, exponent).ptr != end ||
        !(exponent > 0 && exponent <= 10))
        return refuse(refusals::skew_unknown, {{"skew", std::string{text}}});
    double sum = 0;
    for (std::size_t rank = 1; rank <= count; ++rank)
        skew.reached_.push_back(sum += std::pow(static_cast<double>(rank), -exponent));
    for (auto& reached : skew.reached_) reached /= sum;
    skew.thing_.resize(count);
    std::iota(skew.thing_.begin(), skew.thing_.end(), 0U);
    std::ranges::shuffle(skew.thing_, std::mt19937_64{kSeed});
    return skew;
}

std::size_t Skew::pick(std::uint64_t n) const {
    auto const value = mixed(n);
    if (reached_.empty()) return value % count_;
    auto const share = static_cast<double>(value >> 11) * 0x1.0p-53;
    auto const rank = std::ranges::lower_bound(reached_, share) - reached_.begin();
    return thing_[std::min(static_cast<std::size_t>(rank), count_ - 1)];
}

}  // namespace jincai::bench

#pragma once

#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace jincai::api {

/// One bucket of tokens a key: `burst` at once, `per_second` in the long run. Safe from any thread.
class TokenBuckets {
public:
    using Instant = std::chrono::steady_clock::time_point;

    TokenBuckets(double per_second, double burst) : per_second_{per_second}, burst_{burst} {}

    /// Takes one token; or says after how many whole seconds there will be one.
    [[nodiscard]] std::optional<std::int64_t> take(std::string const& key, Instant now);
    [[nodiscard]] std::size_t size() const;

private:
    struct Bucket {
        double tokens;
        Instant at;
    };
    [[nodiscard]] double filled(Bucket const& bucket, Instant now) const;
    void forget_full(Instant now);

    double per_second_;
    double burst_;
    mutable std::mutex mutex_;  ///< guards the buckets
    std::unordered_map<std::string, Bucket> buckets_;
    std::size_t next_sweep_ = 1024;
};

}  // namespace jincai::api

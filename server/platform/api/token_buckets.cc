#include "platform/api/token_buckets.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace jincai::api {

std::optional<std::int64_t> TokenBuckets::take(std::string const& key, Instant now) {
    std::lock_guard const lock{mutex_};
    if (buckets_.size() >= next_sweep_) forget_full(now);
    auto& bucket = buckets_.try_emplace(key, Bucket{burst_, now}).first->second;
    bucket.tokens = filled(bucket, now);
    bucket.at = std::max(bucket.at, now);
    if (bucket.tokens < 1.0)
        return static_cast<std::int64_t>(std::ceil((1.0 - bucket.tokens) / per_second_));
    bucket.tokens -= 1.0;
    return std::nullopt;
}

std::size_t TokenBuckets::size() const {
    std::lock_guard const lock{mutex_};
    return buckets_.size();
}

double TokenBuckets::filled(Bucket const& bucket, Instant now) const {
    auto const passed = std::chrono::duration<double>(std::max(now, bucket.at) - bucket.at).count();
    return std::min(burst_, bucket.tokens + passed * per_second_);
}

/// A full bucket is as good as none. Sweeping at doubled sizes keeps this cheap on average.
void TokenBuckets::forget_full(Instant now) {
    std::erase_if(buckets_, [&](auto const& entry) { return filled(entry.second, now) >= burst_; });
    next_sweep_ = std::max<std::size_t>(1024, buckets_.size() * 2);
}

}  // namespace jincai::api

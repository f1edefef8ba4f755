#pragma once

#include <atomic>

#include "base/time.h"

namespace jincai::demo {

/// A clock that is moved through the years while the demonstration is made; back, too, because
/// past years are played region by region. Safe from any thread: the writer of the books looks at
/// it as well.
class MovingClock final : public Clock {
public:
    explicit MovingClock(Timestamp start) : ms_{start.time_since_epoch().count()} {}
    [[nodiscard]] Timestamp now() const override {
        return Timestamp{std::chrono::milliseconds{ms_.load(std::memory_order_relaxed)}};
    }
    void move_to(Timestamp instant) {
        ms_.store(instant.time_since_epoch().count(), std::memory_order_relaxed);
    }

private:
    std::atomic<std::int64_t> ms_;
};

}  // namespace jincai::demo

#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/ids.h"
#include "base/scope.h"
#include "base/time.h"

namespace jincai::events {

/// Something that happened, after it was committed. `data` is a JSON text.
struct Event {
    std::int64_t id = 0;  ///< increasing
    std::string topic;    ///< payment_cleared, light_changed, ...
    RegionCode region_code;
    UnitCode unit_code;  ///< empty: concerns the region as a whole
    UserId user_id;      ///< set: only this user is told
    std::string data;
};

/// Who listens. A subscriber sees what its data scope covers, and what is addressed to it.
struct Listener {
    DataScope scope;
    UserId user_id;
};

/// Delivers news to the listeners of this process, in one order for all. The last events are kept
/// so that a listener that was away for a moment misses nothing. Safe from any thread.
class Bus {
public:
    using Callback = std::function<void(std::shared_ptr<Event const> const&)>;

    /// Ends its subscription when destroyed; no call is running or comes afterwards.
    class Subscription {
    public:
        Subscription() = default;
        Subscription(Subscription&& other) noexcept;
        Subscription& operator=(Subscription&& other) noexcept;
        ~Subscription();

    private:
        friend class Bus;
        Subscription(Bus* bus, std::int64_t key) : bus_{bus}, key_{key} {}
        Bus* bus_ = nullptr;
        std::int64_t key_ = 0;
    };

    /// `started` makes ids increase from one life of the process to the next, so that a client that
    /// comes back after a restart is told `missed` rather than shown the wrong events.
    explicit Bus(Timestamp started, std::size_t kept_events = 4096);

    /// `unit_code` empty: everyone who sees the region. `data` is a JSON text.
    void publish(std::string_view topic, RegionCode const& region_code, UnitCode const& unit_code,
                 std::string data);
    /// For one user alone, wherever his scope is.
    void publish_to(UserId user_id, std::string_view topic, std::string data);

    /// First delivers what was kept after `last_id` (or `missed` when that is no longer complete),
    /// then everything new. `callback` must be quick, must not block and must not call the bus.
    /// The bus must outlive the subscription.
    [[nodiscard]] Subscription subscribe(Listener listener, std::optional<std::int64_t> last_id,
                                         Callback callback);

    [[nodiscard]] std::int64_t last_id() const;
    [[nodiscard]] std::size_t listeners() const;

private:
    struct Entry {
        Listener listener;
        Callback callback;
    };
    void deliver(Event event);
    void unsubscribe(std::int64_t key);

    std::size_t kept_max_;
    mutable std::mutex mutex_;  ///< guards everything below
    std::int64_t next_id_;
    std::int64_t next_key_ = 1;
    std::deque<std::shared_ptr<Event const>> kept_;
    std::map<std::int64_t, Entry> entries_;
};

/// The topic that tells a listener to reload, because events it has not seen are gone.
inline constexpr std::string_view kMissed = "missed";

}  // namespace jincai::events

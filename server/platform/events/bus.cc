#include "platform/events/bus.h"

namespace jincai::events {
namespace {

bool concerns(Event const& event, Listener const& listener) {
    if (event.user_id) return event.user_id == listener.user_id;
    if (event.unit_code.empty()) return listener.scope.covers_region(event.region_code);
    return listener.scope.covers(event.region_code, event.unit_code);
}

/// Room for a million events a second; the ids stay below what a browser holds exactly.
std::int64_t first_id(Timestamp started) {
    return started.time_since_epoch().count() * 1000 + 1;
}

}  // namespace

Bus::Bus(Timestamp started, std::size_t kept_events)
    : kept_max_{kept_events}, next_id_{first_id(started)} {}

void Bus::publish(std::string_view topic, RegionCode const& region_code, UnitCode const& unit_code,
                  std::string data) {
    deliver(Event{.topic = std::string{topic},
                  .region_code = region_code,
                  .unit_code = unit_code,
                  .data = std::move(data)});
}

void Bus::publish_to(UserId user_id, std::string_view topic, std::string data) {
    deliver(Event{.topic = std::string{topic}, .user_id = user_id, .data = std::move(data)});
}

void Bus::deliver(Event event) {
    std::lock_guard const lock{mutex_};
    event.id = next_id_++;
    auto const shared = std::make_shared<Event const>(std::move(event));
    kept_.push_back(shared);
    if (kept_.size() > kept_max_) kept_.pop_front();
    for (auto const& [key, entry] : entries_)
        if (concerns(*shared, entry.listener)) entry.callback(shared);
}

Bus::Subscription Bus::subscribe(Listener listener, std::optional<std::int64_t> last_id,
                                 Callback callback) {
    std::lock_guard const lock{mutex_};
    if (last_id) {
        auto const oldest = next_id_ - static_cast<std::int64_t>(kept_.size());
        bool const is_complete = *last_id >= oldest - 1 && *last_id < next_id_;
        if (!is_complete)
            callback(std::make_shared<Event const>(
                Event{.id = next_id_ - 1, .topic = std::string{kMissed}, .data = "{}"}));
        else
            for (auto const& event : kept_)
                if (event->id > *last_id && concerns(*event, listener)) callback(event);
    }
    auto const key = next_key_++;
    entries_.emplace(key, Entry{std::move(listener), std::move(callback)});
    return Subscription{this, key};
}

void Bus::unsubscribe(std::int64_t key) {
    std::lock_guard const lock{mutex_};
    entries_.erase(key);
}

std::int64_t Bus::last_id() const {
    std::lock_guard const lock{mutex_};
    return next_id_ - 1;
}

std::size_t Bus::listeners() const {
    std::lock_guard const lock{mutex_};
    return entries_.size();
}

Bus::Subscription::Subscription(Subscription&& other) noexcept
    : bus_{std::exchange(other.bus_, nullptr)}, key_{other.key_} {}

Bus::Subscription& Bus::Subscription::operator=(Subscription&& other) noexcept {
    if (this == &other) return *this;
    if (bus_) bus_->unsubscribe(key_);
    bus_ = std::exchange(other.bus_, nullptr);
    key_ = other.key_;
    return *this;
}

Bus::Subscription::~Subscription() {
    if (bus_) bus_->unsubscribe(key_);
}

}  // namespace jincai::events

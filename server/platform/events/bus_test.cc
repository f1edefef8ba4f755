#include "platform/events/bus.h"

#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace jincai::events {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

RegionCode const kCity{"990100"};
RegionCode const kOtherCity{"990200"};
UnitCode const kSchool{"001002"};

Listener in_city(UserId user_id = UserId{1}) {
    return {DataScope{.region_prefix = "9901", .region = kCity}, user_id};
}

/// Keeps "topic data" of what it hears.
struct Ear {
    std::vector<std::string> heard;
    Bus::Callback callback() {
        return [this](auto const& event) { heard.push_back(event->topic + " " + event->data); };
    }
};

TEST(Bus, tells_listeners_in_order_what_their_scope_covers) {
    Bus bus{Timestamp{}};
    Ear ear;
    auto const subscription = bus.subscribe(in_city(), std::nullopt, ear.callback());
    bus.publish("paid", kCity, kSchool, "1");
    bus.publish("paid", kOtherCity, kSchool, "2");
    bus.publish("closed", kCity, UnitCode{}, "3");
    EXPECT_THAT(ear.heard, ElementsAre("paid 1", "closed 3"));
}

TEST(Bus, hides_other_units_from_a_unit) {
    Bus bus{Timestamp{}};
    Ear ear;
    auto listener = in_city();
    listener.scope.unit_prefixes = {"001002"};
    auto const subscription = bus.subscribe(listener, std::nullopt, ear.callback());
    bus.publish("paid", kCity, kSchool, "1");
    bus.publish("paid", kCity, UnitCode{"001003"}, "2");
    EXPECT_THAT(ear.heard, ElementsAre("paid 1"));
}

TEST(Bus, tells_a_personal_event_to_that_user_alone) {
    Bus bus{Timestamp{}};
    Ear ear, other;
    auto const one = bus.subscribe(in_city(UserId{1}), std::nullopt, ear.callback());
    auto const two = bus.subscribe(in_city(UserId{2}), std::nullopt, other.callback());
    bus.publish_to(UserId{2}, "task_changed", "{}");
    EXPECT_THAT(ear.heard, IsEmpty());
    EXPECT_THAT(other.heard, ElementsAre("task_changed {}"));
}

TEST(Bus, resumes_after_the_last_event_that_was_seen) {
    Bus bus{Timestamp{}};
    bus.publish("a", kCity, kSchool, "1");
    auto const seen = bus.last_id();
    bus.publish("b", kCity, kSchool, "2");
    bus.publish("c", kOtherCity, kSchool, "3");
    bus.publish("d", kCity, kSchool, "4");
    Ear ear;
    auto const subscription = bus.subscribe(in_city(), seen, ear.callback());
    EXPECT_THAT(ear.heard, ElementsAre("b 2", "d 4"));
}

TEST(Bus, says_missed_when_the_gap_is_no_longer_kept) {
    Bus bus{Timestamp{}, 2};
    bus.publish("a", kCity, kSchool, "1");
    auto const first = bus.last_id();
    bus.publish("b", kCity, kSchool, "2");
    bus.publish("c", kCity, kSchool, "3");
    Ear complete, broken;
    auto const one = bus.subscribe(in_city(), first, complete.callback());
    auto const two = bus.subscribe(in_city(), first - 1, broken.callback());
    EXPECT_THAT(complete.heard, ElementsAre("b 2", "c 3"));
    EXPECT_THAT(broken.heard, ElementsAre("missed {}"));
}

TEST(Bus, says_missed_for_an_id_of_another_life) {
    Bus earlier{Timestamp{std::chrono::milliseconds{1000}}};
    earlier.publish("a", kCity, kSchool, "1");
    Bus later{Timestamp{std::chrono::milliseconds{2000}}};
    Ear ear, ahead;
    auto const one = later.subscribe(in_city(), earlier.last_id(), ear.callback());
    auto const two = later.subscribe(in_city(), later.last_id() + 1, ahead.callback());
    EXPECT_THAT(ear.heard, ElementsAre("missed {}"));
    EXPECT_THAT(ahead.heard, ElementsAre("missed {}"));
}

TEST(Bus, forgets_a_subscription_that_ended) {
    Bus bus{Timestamp{}};
    Ear ear;
    {
        auto subscription = bus.subscribe(in_city(), std::nullopt, ear.callback());
        auto const moved = std::move(subscription);
        EXPECT_EQ(bus.listeners(), 1u);
    }
    EXPECT_EQ(bus.listeners(), 0u);
    bus.publish("a", kCity, kSchool, "1");
    EXPECT_THAT(ear.heard, IsEmpty());
}

TEST(Bus, numbers_events_of_several_threads_without_gap_for_every_listener) {
    Bus bus{Timestamp{}};
    std::vector<std::int64_t> ids;
    auto const subscription = bus.subscribe(in_city(), std::nullopt,
                                            [&](auto const& event) { ids.push_back(event->id); });
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&] {
                for (int i = 0; i < 500; ++i) bus.publish("a", kCity, kSchool, "1");
            });
    }
    ASSERT_EQ(ids.size(), 2000u);
    for (std::size_t i = 1; i < ids.size(); ++i) ASSERT_EQ(ids[i], ids[i - 1] + 1);
}

}  // namespace
}  // namespace jincai::events

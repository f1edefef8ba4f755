#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/api/desk_for_tests.h"
#include "platform/http/raw_client.h"

namespace jincai::api {
namespace {

using http::RawClient;
using std::chrono::milliseconds;

/// The whole way: bus, router, server, socket.
class ApiStream : public testing::Test {
protected:
    ApiStream() {
        desk.add("chen", 1, {});
        router.stream("/api/events", {.permission = kSignedIn, .summary = "事件"}, bus);
        auto started = http::Server::start({.workers = 2, .heartbeat = milliseconds{40}}, router);
        EXPECT_TRUE(started);
        server = std::move(*started);
    }

    std::unique_ptr<RawClient> listen(std::string_view more = "") {
        auto client = std::make_unique<RawClient>(server->port());
        client->send("GET /api/events HTTP/1.1\r\nHost: x\r\nCookie: who=chen\r\n" +
                     std::string{more} + "\r\n");
        greeting = client->read_until("\r\n\r\n");
        greeting += client->read_until("\n\n");
        for (int i = 0; i < 400 && bus.listeners() == 0; ++i)
            std::this_thread::sleep_for(milliseconds{5});
        return client;
    }
    void publish(char const* topic, char const* data, char const* region = "990101") {
        bus.publish(topic, RegionCode{region}, UnitCode{"001"}, data);
    }
    /// The next event, heartbeats left out.
    static std::string next(RawClient& client) {
        std::string frame = ":\n\n";
        for (int i = 0; i < 200 && frame == ":\n\n"; ++i) frame = client.read_until("\n\n");
        return frame;
    }

    SystemClock clock;
    Desk desk;
    events::Bus bus{Timestamp{milliseconds{1}}};
    Router router{{}, clock, desk};
    std::unique_ptr<http::Server> server;
    std::string greeting;
};

TEST_F(ApiStream, tells_the_caller_what_happens_in_his_scope) {
    auto const client = listen();
    EXPECT_THAT(greeting, testing::HasSubstr("text/event-stream"));
    EXPECT_THAT(greeting, testing::EndsWith("id: 1000\n\n"));
    publish("payment_cleared", R"({"payment_id":1})", "990200");
    publish("payment_cleared", R"({"payment_id":2})");
    EXPECT_EQ(next(*client), "id: 1002\nevent: payment_cleared\ndata: {\"payment_id\":2}\n\n");
}

TEST_F(ApiStream, resumes_after_the_last_event_the_browser_saw) {
    publish("a", "1");
    publish("b", "2");
    publish("c", "3");
    auto const client = listen("Last-Event-ID: 1001\r\n");
    EXPECT_EQ(next(*client), "id: 1002\nevent: b\ndata: 2\n\n");
    EXPECT_EQ(next(*client), "id: 1003\nevent: c\ndata: 3\n\n");
}

TEST_F(ApiStream, tells_a_browser_of_an_earlier_life_to_reload) {
    auto const client = listen("Last-Event-ID: 17\r\n");
    EXPECT_THAT(next(*client), testing::HasSubstr("event: missed\n"));
}

TEST_F(ApiStream, is_closed_to_strangers) {
    RawClient client{server->port()};
    client.send("GET /api/events HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_EQ(http::status_of_answer(client.read_answer()), 401);
    EXPECT_EQ(bus.listeners(), 0u);
}

TEST_F(ApiStream, ends_with_the_session) {
    auto const client = listen();
    EXPECT_EQ(client->read_until(":\n\n"), ":\n\n");
    desk.callers.clear();
    EXPECT_THAT(client->read_all(), testing::Not(testing::HasSubstr("<open>")));
    for (int i = 0; i < 400 && bus.listeners() > 0; ++i)
        std::this_thread::sleep_for(milliseconds{5});
    EXPECT_EQ(bus.listeners(), 0u);
}

}  // namespace
}  // namespace jincai::api

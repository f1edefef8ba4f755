#include <atomic>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/http/raw_client.h"
#include "platform/http/server.h"

namespace jincai::http {
namespace {

using std::chrono::milliseconds;

/// Hands out its sinks and counts its subscriptions.
class Streams : public Handler {
public:
    struct Counted : Subscription {
        explicit Counted(Streams& of) : streams{of} { ++streams.open; }
        ~Counted() override { --streams.open; }
        bool is_allowed() override { return streams.is_allowed; }
        Streams& streams;
    };

    std::size_t body_limit(Method, std::string_view) const override { return 0; }
    std::optional<Response> refuse_early(Request const&) override { return std::nullopt; }
    Response handle(Request const&) override {
        auto response = text_response(200, "retry: 1\n\n", "text/event-stream");
        response.stream = [this](std::shared_ptr<EventSink> sink) {
            sink->send("data: first\n\n");
            std::lock_guard const lock{mutex};
            sinks.push_back(std::move(sink));
            return std::make_unique<Counted>(*this);
        };
        return response;
    }
    Response refused(Error const&, Request const&, int) override { return text_response(400, ""); }

    std::shared_ptr<EventSink> sink(std::size_t at) {
        std::lock_guard const lock{mutex};
        return sinks.at(at);
    }
    bool wait_for_open(int count) {
        for (int i = 0; i < 400 && open != count; ++i) std::this_thread::sleep_for(milliseconds{5});
        return open == count;
    }

    std::mutex mutex;
    std::vector<std::shared_ptr<EventSink>> sinks;
    std::atomic<int> open = 0;
    std::atomic<bool> is_allowed = true;
};

constexpr char kGet[] = "GET /events HTTP/1.1\r\nHost: x\r\n\r\n";

TEST(HttpStream, sends_the_greeting_and_events_as_they_come) {
    Streams streams;
    auto const server = Server::start({.workers = 2}, streams);
    ASSERT_TRUE(server);
    RawClient client{(*server)->port()};
    client.send(kGet);
    auto const head = client.read_until("\r\n\r\n");
    EXPECT_EQ(header_of_answer(head, "Content-Type"), "text/event-stream");
    EXPECT_EQ(header_of_answer(head, "Content-Length"), "");
    EXPECT_EQ(client.read_until("first\n\n"), "retry: 1\n\ndata: first\n\n");
    EXPECT_TRUE(streams.sink(0)->send(event_frame(7, "paid", "{\"a\":1}")));
    EXPECT_EQ(client.read_until("}\n\n"), "id: 7\nevent: paid\ndata: {\"a\":1}\n\n");
}

TEST(HttpStream, notices_a_client_that_left) {
    Streams streams;
    auto const server = Server::start({.workers = 2}, streams);
    ASSERT_TRUE(server);
    {
        RawClient client{(*server)->port()};
        client.send(kGet);
        (void)client.read_until("first\n\n");
        EXPECT_TRUE(streams.wait_for_open(1));
    }
    EXPECT_TRUE(streams.wait_for_open(0));
    EXPECT_FALSE(streams.sink(0)->send("data: x\n\n"));
}

TEST(HttpStream, keeps_a_quiet_stream_alive_until_it_is_no_longer_allowed) {
    Streams streams;
    auto const server = Server::start({.workers = 2, .heartbeat = milliseconds{40}}, streams);
    ASSERT_TRUE(server);
    RawClient client{(*server)->port()};
    client.send(kGet);
    (void)client.read_until("first\n\n");
    EXPECT_EQ(client.read_until(":\n\n"), ":\n\n");
    EXPECT_EQ(client.read_until(":\n\n"), ":\n\n");
    streams.is_allowed = false;
    EXPECT_THAT(client.read_all(), testing::Not(testing::HasSubstr("<open>")));
    EXPECT_TRUE(streams.wait_for_open(0));
}

TEST(HttpStream, cuts_a_reader_that_does_not_keep_up) {
    Streams streams;
    auto const server = Server::start({.workers = 2, .stream_queue_max = 64 * 1024}, streams);
    ASSERT_TRUE(server);
    RawClient client{(*server)->port()};
    client.send(kGet);
    (void)client.read_until("first\n\n");
    std::string const frame = "data: " + std::string(16'000, 'x') + "\n\n";
    bool is_taken = true;
    for (int i = 0; i < 20'000 && is_taken; ++i) is_taken = streams.sink(0)->send(frame);
    EXPECT_FALSE(is_taken);
    EXPECT_TRUE(streams.wait_for_open(0));
}

TEST(HttpStream, ends_when_the_server_stops) {
    Streams streams;
    auto const server = Server::start({.workers = 2}, streams);
    ASSERT_TRUE(server);
    RawClient client{(*server)->port()};
    client.send(kGet);
    (void)client.read_until("first\n\n");
    (*server)->stop();
    EXPECT_EQ(client.read_all(), "");
    EXPECT_EQ(streams.open, 0);
}

TEST(HttpStream, reaches_many_listeners_in_their_order) {
    Streams streams;
    auto const server = Server::start({.workers = 2}, streams);
    ASSERT_TRUE(server);
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 50; ++i) {
        clients.push_back(std::make_unique<RawClient>((*server)->port()));
        clients.back()->send(kGet);
        (void)clients.back()->read_until("first\n\n");
    }
    for (std::size_t s = 0; s < 50; ++s)
        for (int n = 0; n < 20; ++n) streams.sink(s)->send("data: " + std::to_string(n) + "\n\n");
    std::string expected;
    for (int n = 0; n < 20; ++n) expected += "data: " + std::to_string(n) + "\n\n";
    for (auto const& client : clients) EXPECT_EQ(client->read_until("19\n\n"), expected);
}

}  // namespace
}  // namespace jincai::http

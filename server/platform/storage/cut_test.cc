#include <atomic>
#include <thread>

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "platform/storage/scratch.h"
#include "platform/storage/scratch_server.h"

/// The connection is cut around COMMIT: before the server hears it, or before it can answer.
namespace jincai::storage {
namespace {

enum class Cut : std::uint8_t { nothing, before_commit, after_commit };

/// The statement alone, with the zero that ends it; not the column `commits`.
constexpr std::string_view kCommit{"commit\0", 7};

/// Stands between the program and the server, and hangs up once when it is told to.
class Wire {
public:
    explicit Wire(std::uint16_t server_port) : server_port_{server_port} {
        listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        auto address = loopback(0);
        socklen_t size = sizeof address;
        EXPECT_EQ(::bind(listener_, reinterpret_cast<sockaddr*>(&address), size), 0);
        EXPECT_EQ(::listen(listener_, 64), 0);
        ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
        port = ntohs(address.sin_port);
        thread_ = std::thread{[this] { accept_all(); }};
    }
    ~Wire() {
        ::shutdown(listener_, SHUT_RDWR);
        thread_.join();
        ::close(listener_);
        for (auto& pipe : pipes_) pipe.join();
    }
    Wire(Wire const&) = delete;
    Wire& operator=(Wire const&) = delete;

    std::uint16_t port = 0;
    std::atomic<Cut> next{Cut::nothing};

private:
    static sockaddr_in loopback(std::uint16_t port) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        address.sin_port = htons(port);
        return address;
    }
    void accept_all() {
        for (;;) {
            int const client = ::accept(listener_, nullptr, nullptr);
            if (client < 0) return;
            int const server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
            auto address = loopback(server_port_);
            EXPECT_EQ(::connect(server, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
            pipes_.emplace_back([this, client, server] { carry(client, server); });
        }
    }
    void carry(int client, int server) {
        bool open = true;
        while (open) {
            pollfd ends[2] = {{client, POLLIN, 0}, {server, POLLIN, 0}};
            if (::poll(ends, 2, 10'000) <= 0) break;
            if (ends[0].revents != 0) open = hand_on(client, server, true);
            if (open && ends[1].revents != 0) open = hand_on(server, client, false);
        }
        ::close(client);
        ::close(server);
    }
    bool hand_on(int from, int to, bool to_server) {
        char bytes[16'384];
        auto const got = ::read(from, bytes, sizeof bytes);
        if (got <= 0) return false;
        std::string_view const text{bytes, static_cast<std::size_t>(got)};
        auto cut = Cut::nothing;
        if (to_server && text.find(kCommit) != text.npos) cut = next.exchange(Cut::nothing);
        if (cut == Cut::before_commit) return false;
        if (::write(to, bytes, static_cast<std::size_t>(got)) != got) return false;
        if (cut == Cut::after_commit) {
            // The server has answered when its answer is here; nobody will read it.
            static_cast<void>(::read(to, bytes, sizeof bytes));
            return false;
        }
        return true;
    }

    std::uint16_t server_port_;
    int listener_ = -1;
    std::thread thread_;
    std::vector<std::thread> pipes_;
};

struct Item {
    std::int64_t id = 0;
};
BOOST_DESCRIBE_STRUCT(Item, (), (id))
constexpr Migration kItem[] = {{"item", 1, "item", "create table item (id bigint primary key)"}};

TEST(Cut, at_commit_an_outcome_is_found_out_and_never_guessed) {
    if (test_backend() != Backend::postgres) GTEST_SKIP() << "cuts the protocol of PostgreSQL";
    ServerDatabase const there{test_server_url(), Backend::postgres};
    auto url = there.url();
    auto const colon = url.rfind(':');
    auto const slash = url.rfind('/');
    Wire wire{static_cast<std::uint16_t>(std::stoi(url.substr(colon + 1, slash - colon - 1)))};
    url.replace(colon + 1, slash - colon - 1, std::to_string(wire.port));
    ScratchFolder const folder;
    Database database{{.directory = folder.path(), .url = url, .accepts_unsafe_server = true}};
    ASSERT_TRUE(migrate(database, {kItem}));
    std::int64_t expected = 0;
    std::int64_t told = 0;  // of those that were kept, also when their answer was lost
    for (std::int64_t id = 1; id <= 60; ++id) {
        auto const cut = static_cast<Cut>(id % 3);
        wire.next = cut;
        auto const done = database.write([&](Session& session) -> Result<void> {
            session.insert("item", Item{id});
            session.after_commit("told", [&] { ++told; });
            return {};
        });
        if (cut == Cut::before_commit) {
            ASSERT_FALSE(done) << id;
            EXPECT_EQ(done.error().code(), "storage_unreachable");
        } else {
            ASSERT_TRUE(done) << id << " " << done.error().code();
            ++expected;
        }
        auto const stored = database.read([&](Session& session) {
            return session.value<std::int64_t>("select count(*) from item");
        });
        ASSERT_EQ(stored, expected) << id;
        ASSERT_EQ(told, expected) << id;
    }
}

}  // namespace
}  // namespace jincai::storage

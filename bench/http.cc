#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>

#include "app/words.h"
#include "bench/measures.h"
#include "platform/http/server.h"
#include "platform/json/codec.h"

namespace jincai::bench {

namespace {

namespace net = boost::asio;

constexpr char kPassword[] = "Bench-Pass-2026!";

/// One keep-alive connection that posts JSON and reads the answer to its end.
class Connection {
public:
    Connection(std::uint16_t port, std::string cookie) : cookie_{std::move(cookie)}, socket_{io_} {
        socket_.connect({net::ip::make_address("127.0.0.1"), port});
        socket_.set_option(net::ip::tcp::no_delay{true});
    }

    /// The head of the answer; empty when the connection broke.
    std::string post(std::string_view path, std::string const& body) {
        auto const request = fmt::format(
            "POST {} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            "X-Requested-With: jincai\r\nCookie: {}\r\nContent-Length: {}\r\n\r\n{}",
            path, cookie_, body.size(), body);
        boost::system::error_code error;
        net::write(socket_, net::buffer(request), error);
        auto const end = net::read_until(socket_, net::dynamic_buffer(read_), "\r\n\r\n", error);
        if (error) return {};
        auto head = read_.substr(0, end);
        read_.erase(0, end);
        skip_body(head);
        return head;
    }

private:
    void skip_body(std::string const& head) {
        auto const at = head.find("Content-Length: ");
        auto const size = at == std::string::npos ? 0 : std::stoul(head.substr(at + 16));
        boost::system::error_code error;
        if (read_.size() < size)
            net::read(socket_, net::dynamic_buffer(read_),
                      net::transfer_exactly(size - read_.size()), error);
        read_.erase(0, size);
    }

    std::string cookie_;
    net::io_context io_;
    net::ip::tcp::socket socket_;
    std::string read_;
};

Result<void> add_handler(Ground& ground) {
    identity::GrantSpec grant;
    grant.role = identity::Role::unit_handler;
    grant.region_code = RegionCode{"990102"};
    grant.unit_prefixes = {"205"};
    JC_TRY(ground.application().identity().create_account(
        app::system_caller(), {.user = {.user_name = "bench",
                                        .display_name = "bench",
                                        .region_code = grant.region_code,
                                        .unit_code = UnitCode{"205001"}},
                               .password = kPassword,
                               .password_rounds = 1'000,
                               .must_change = false,
                               .grants = {grant}}));
    return {};
}

/// Signs in and gives the session's cookie.
std::string sign_in(std::uint16_t port) {
    Connection connection{port, ""};
    auto const head = connection.post(
        "/api/identity/login",
        fmt::format(R"({{"user_name":"bench","password":"{}"}})", kPassword));
    auto const at = head.find("Set-Cookie: ");
    if (at == std::string::npos) return {};
    return head.substr(at + 12, head.find(';', at) - at - 12);
}

Result<int> run(app::Words const& words) {
    auto const seconds = JC_TRY(words.number("seconds", 10, 1, 3600));
    auto const clients = JC_TRY(words.number("connections", 64, 1, 1024));
    auto const ground = JC_TRY(Ground::make());
    JC_CHECK(add_handler(*ground));
    auto& application = ground->application();
    api::Router router{{.rate_limits = false}, application.clock(), application.identity()};
    application.add_routes(router);
    auto const server = JC_TRY(http::Server::start({.workers = 32}, router));
    auto const cookie = sign_in(server->port());
    std::vector<std::unique_ptr<Connection>> connections;
    for (std::int64_t i = 0; i < clients; ++i)
        connections.push_back(std::make_unique<Connection>(server->port(), cookie));
    auto const report =
        measure("http", clients, seconds, [&](std::size_t client, std::size_t number) {
            return connections[client]
                ->post("/api/execution/payments", json::encode(ground->payment(number)))
                .starts_with("HTTP/1.1 201");
        });
    server->stop();
    return finish(*ground, report, words.flag("json"));
}

}  // namespace

int over_http(std::vector<std::string> const& words) {
    auto const read = app::Words::read(words, {"seconds", "connections"}, {"json"});
    if (!read) return app::report(read.error());
    auto const code = run(*read);
    return code ? *code : app::report(code.error());
}

}  // namespace jincai::bench

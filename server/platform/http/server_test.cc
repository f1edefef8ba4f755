#include "platform/http/server.h"

#include <atomic>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/http/raw_client.h"

namespace jincai::http {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;
using testing::StartsWith;

/// Answers "METHOD path body-size", and a few paths of its own.
class Echo : public Handler {
public:
    std::size_t body_limit(Method, std::string_view path) const override {
        return path == "/upload" ? 8 * 1024 * 1024 : 1024;
    }
    std::optional<Response> refuse_early(Request const& head) override {
        ++asked;
        if (head.headers.has("Cookie")) return std::nullopt;
        return text_response(401, "who are you");
    }
    Response handle(Request const& request) override {
        if (request.path == "/slow") std::this_thread::sleep_for(milliseconds{150});
        if (request.path == "/throws") throw std::runtime_error{"table secret_table is gone"};
        if (request.path == "/split") {
            auto response = text_response(200, "ok");
            response.headers.set("X-Name", "a\r\nX-Forged: 1");
            return response;
        }
        if (request.path == "/big") return text_response(200, std::string(20'000'000, 'x'));
        ++handled;
        auto text = std::string{to_text(request.method)} + " " + request.path + " " +
                    std::to_string(request.body.size());
        if (request.path == "/ip")
            text = request.remote_ip + (request.is_secure ? " secure" : " plain");
        return text_response(200, text);
    }
    Response refused(Error const& error, Request const&, int status) override {
        return text_response(status != 0                                  ? status
                             : error.spec->kind == RefusalKind::too_large ? 413
                                                                          : 400,
                             std::string{error.code()});
    }
    std::atomic<int> handled = 0;
    std::atomic<int> asked = 0;
};

struct Running {
    explicit Running(Options options = {}) {
        options.workers = 4;
        auto started = Server::start(options, echo);
        EXPECT_TRUE(started) << started.error().code();
        server = std::move(*started);
    }
    std::string ask(std::string_view bytes) const {
        RawClient client{server->port()};
        client.send(bytes);
        return client.read_answer();
    }
    Echo echo;
    std::unique_ptr<Server> server;
};

constexpr char kGet[] = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n";

TEST(HttpServer, answers_and_keeps_the_connection) {
    Running const run;
    RawClient client{run.server->port()};
    for (int i = 0; i < 3; ++i) {
        client.send(kGet);
        auto const answer = client.read_answer();
        EXPECT_EQ(status_of_answer(answer), 200);
        EXPECT_EQ(body_of_answer(answer), "GET /a 0");
        EXPECT_EQ(header_of_answer(answer, "Connection"), "keep-alive");
    }
}

TEST(HttpServer, carries_the_security_headers_on_every_answer) {
    Running const run;
    for (auto const* request :
         {kGet, "GET /throws HTTP/1.1\r\nHost: x\r\n\r\n", "nonsense\r\n\r\n"}) {
        auto const answer = run.ask(request);
        EXPECT_THAT(header_of_answer(answer, "Content-Security-Policy"),
                    HasSubstr("frame-ancestors 'none'"));
        EXPECT_EQ(header_of_answer(answer, "X-Content-Type-Options"), "nosniff");
        EXPECT_EQ(header_of_answer(answer, "Referrer-Policy"), "no-referrer");
        EXPECT_EQ(header_of_answer(answer, "Cross-Origin-Opener-Policy"), "same-origin");
        EXPECT_EQ(header_of_answer(answer, "Cross-Origin-Resource-Policy"), "same-origin");
        EXPECT_EQ(header_of_answer(answer, "Cache-Control"), "no-store");
        EXPECT_EQ(header_of_answer(answer, "Server"), "");
        EXPECT_NE(header_of_answer(answer, "Date"), "");
    }
}

TEST(HttpServer, answers_pipelined_requests_in_order) {
    Running const run;
    RawClient client{run.server->port()};
    client.send(
        "GET /slow HTTP/1.1\r\nHost: x\r\n\r\nPOST /b HTTP/1.1\r\nHost: x\r\n"
        "Content-Length: 3\r\n\r\nabcGET /c HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_EQ(body_of_answer(client.read_answer()), "GET /slow 0");
    EXPECT_EQ(body_of_answer(client.read_answer()), "POST /b 3");
    EXPECT_EQ(body_of_answer(client.read_answer()), "GET /c 0");
}

TEST(HttpServer, reads_a_request_that_comes_byte_by_byte) {
    Running const run;
    RawClient client{run.server->port()};
    constexpr std::string_view kRequest =
        "POST /b HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
        "3;note=1\r\nabc\r\n2\r\nde\r\n0\r\nX-Trailer: 1\r\n\r\n";
    for (char const c : kRequest) {
        client.send({&c, 1});
        if (c == '\n') std::this_thread::sleep_for(milliseconds{2});
    }
    EXPECT_EQ(body_of_answer(client.read_answer()), "POST /b 5");
    client.send(kGet);
    EXPECT_EQ(body_of_answer(client.read_answer()), "GET /a 0");
}

TEST(HttpServer, answers_head_without_the_body) {
    Running const run;
    RawClient client{run.server->port()};
    client.send("HEAD /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    auto const answer = client.read_all();
    EXPECT_EQ(header_of_answer(answer, "Content-Length"), "9");
    EXPECT_EQ(body_of_answer(answer), "");
}

TEST(HttpServer, asks_for_the_body_that_a_client_holds_back) {
    Running const run;
    RawClient client{run.server->port()};
    client.send("POST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(client.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
    client.send("ab");
    EXPECT_EQ(body_of_answer(client.read_answer()), "POST /b 2");
}

TEST(HttpServer, says_at_once_that_a_body_held_back_is_too_large) {
    Running const run;
    auto const answer = run.ask(
        "POST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(status_of_answer(answer), 413);
}

TEST(HttpServer, limits_the_body_by_route) {
    Running const run;
    std::string const body(1025, 'x');
    auto const chunk = fmt::format("{:x}\r\n{}\r\n0\r\n\r\n", body.size(), body);
    auto const post = [&](std::string_view path, std::string_view framing,
                          std::string_view content) {
        return run.ask(
            fmt::format("POST {} HTTP/1.1\r\nHost: x\r\n{}\r\n\r\n{}", path, framing, content));
    };
    EXPECT_EQ(body_of_answer(post("/b", "Content-Length: 1024", body.substr(1))), "POST /b 1024");
    EXPECT_EQ(body_of_answer(post("/b", "Content-Length: 1025", body)), "body_too_large");
    EXPECT_EQ(body_of_answer(post("/b", "Transfer-Encoding: chunked", chunk)), "body_too_large");
    std::string const large(8 * 1024 * 1024, 'x');
    EXPECT_EQ(body_of_answer(post("/upload", "Cookie: a=b\r\nContent-Length: 8388608", large)),
              "POST /upload 8388608");
}

TEST(HttpServer, refuses_the_large_body_of_a_stranger_before_it_comes) {
    Running const run;
    auto const head = [](char const* more) {
        return "POST /upload HTTP/1.1\r\nHost: x\r\n" + std::string{more} + "\r\n";
    };
    for (auto const* framing : {"Content-Length: 8000000\r\n", "Transfer-Encoding: chunked\r\n",
                                "Content-Length: 8000000\r\nExpect: 100-continue\r\n"}) {
        auto const answer = run.ask(head(framing));
        EXPECT_EQ(status_of_answer(answer), 401) << framing;
        EXPECT_EQ(header_of_answer(answer, "Connection"), "close");
    }
    EXPECT_EQ(run.echo.handled, 0);
    EXPECT_EQ(body_of_answer(run.ask(head("Content-Length: 3\r\n") + "abc")), "POST /upload 3");
    EXPECT_EQ(run.echo.asked, 3);
}

TEST(HttpServer, limits_the_header) {
    Running const run;
    auto const with = [&](std::size_t size) {
        std::string request = "GET /a HTTP/1.1\r\nHost: x\r\nX-Long: ";
        request += std::string(size - request.size() - 4, 'x') + "\r\n\r\n";
        return status_of_answer(run.ask(request));
    };
    EXPECT_EQ(with(16 * 1024), 200);
    EXPECT_EQ(with(16 * 1024 + 1), 431);
    EXPECT_EQ(with(200'000), 431);
}

TEST(HttpServer, hides_what_an_exception_says) {
    Running const run;
    auto const answer = run.ask("GET /throws HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_EQ(status_of_answer(answer), 500);
    EXPECT_THAT(answer, testing::Not(HasSubstr("secret_table")));
}

TEST(HttpServer, keeps_header_values_in_their_line) {
    Running const run;
    auto const answer = run.ask("GET /split HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_EQ(header_of_answer(answer, "X-Name"), "a  X-Forged: 1");
    EXPECT_EQ(header_of_answer(answer, "X-Forged"), "");
}

TEST(HttpServer, cuts_clients_that_send_too_slowly) {
    Running const run{{.header_timeout = milliseconds{80}, .body_grace = milliseconds{80}}};
    RawClient header{run.server->port()};
    header.send("GET /a HTTP/1.1\r\nHo");
    EXPECT_THAT(header.read_all(), StartsWith("HTTP/1.1 408 "));
    RawClient body{run.server->port()};
    body.send("POST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc");
    EXPECT_THAT(body.read_all(), StartsWith("HTTP/1.1 408 "));
}

TEST(HttpServer, closes_idle_connections_silently) {
    Running const run{{.idle_timeout = milliseconds{60}}};
    RawClient client{run.server->port()};
    EXPECT_EQ(client.read_all(), "");
}

TEST(HttpServer, closes_a_client_that_does_not_read) {
    Running const run{{.write_timeout = milliseconds{100}}};
    RawClient client{run.server->port()};
    client.send("GET /big HTTP/1.1\r\nHost: x\r\n\r\n");
    for (int i = 0; i < 100 && run.server->connections() > 0; ++i)
        std::this_thread::sleep_for(milliseconds{20});
    EXPECT_EQ(run.server->connections(), 0u);
}

TEST(HttpServer, serves_others_while_many_connections_hang) {
    Running const run;
    std::vector<std::unique_ptr<RawClient>> hanging;
    for (int i = 0; i < 300; ++i) {
        hanging.push_back(std::make_unique<RawClient>(run.server->port()));
        hanging.back()->send("GET /a HTTP/1.1\r\nX: ");
    }
    EXPECT_EQ(status_of_answer(run.ask(kGet)), 200);
}

TEST(HttpServer, turns_away_connections_beyond_its_limit) {
    Running const run{{.connections_max = 1}};
    RawClient first{run.server->port()};
    first.send(kGet);
    EXPECT_EQ(status_of_answer(first.read_answer()), 200);
    RawClient second{run.server->port()};
    EXPECT_EQ(second.read_all(), "");
}

TEST(HttpServer, finishes_requests_in_flight_when_it_stops) {
    Running const run;
    RawClient busy{run.server->port()};
    RawClient idle{run.server->port()};
    busy.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
    std::this_thread::sleep_for(milliseconds{50});
    run.server->stop();
    auto const answer = busy.read_all();
    EXPECT_EQ(status_of_answer(answer), 200);
    EXPECT_EQ(header_of_answer(answer, "Connection"), "close");
    EXPECT_EQ(idle.read_all(), "");
}

TEST(HttpServer, believes_a_proxy_only_when_told_to) {
    constexpr char kForwarded[] =
        "GET /ip HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 6.6.6.6, 10.1.2.3\r\n"
        "X-Forwarded-Proto: https\r\n\r\n";
    Running const direct;
    EXPECT_EQ(body_of_answer(direct.ask(kForwarded)), "127.0.0.1 plain");
    Running const proxied{{.behind_proxy = true}};
    auto const answer = proxied.ask(kForwarded);
    EXPECT_EQ(body_of_answer(answer), "10.1.2.3 secure");
    EXPECT_NE(header_of_answer(answer, "Strict-Transport-Security"), "");
}

TEST(HttpServer, refuses_to_listen_in_public_without_a_proxy) {
    Echo echo;
    auto const start = [&](Options const& options) {
        auto server = Server::start(options, echo);
        return server ? std::string{"started"} : std::string{server.error().code()};
    };
    EXPECT_EQ(start({.address = "0.0.0.0"}), "address_not_loopback");
    EXPECT_EQ(start({.address = "0.0.0.0", .behind_proxy = true}), "started");
    EXPECT_EQ(start({.address = "nowhere"}), "address_not_usable");
    Running const run;
    EXPECT_EQ(start({.port = run.server->port()}), "address_not_usable");
}

}  // namespace
}  // namespace jincai::http

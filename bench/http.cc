#include "bench/measures.h"
#include "platform/http/raw_client.h"
#include "platform/http/server.h"
#include "platform/json/codec.h"

namespace jincai::bench {

namespace {

constexpr char kPassword[] = "Measure-All-2026";

/// The bytes of a JSON request on a keep-alive connection. `key`: an Idempotency-Key, or empty.
std::string request(std::string_view path, std::string_view cookie, std::string_view key,
                    std::string const& body) {
    return fmt::format(
        "POST {} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        "X-Requested-With: jincai\r\nCookie: {}\r\n{}{}{}Content-Length: {}\r\n\r\n{}",
        path, cookie, key.empty() ? "" : "Idempotency-Key: ", key, key.empty() ? "" : "\r\n",
        body.size(), body);
}

Result<void> add_handler(Ground& ground, RegionCode const& region) {
    identity::GrantSpec grant;
    grant.role = identity::Role::unit_handler;
    grant.region_code = region;
    grant.unit_prefixes = {"205"};
    JC_TRY(ground.application().identity().create_account(
        app::system_caller(), {.user = {.user_name = "bench" + region.value(),
                                        .display_name = "bench",
                                        .region_code = region,
                                        .unit_code = UnitCode{"205001"}},
                               .password = kPassword,
                               .password_rounds = 1'000,
                               .must_change = false,
                               .grants = {grant}}));
    return {};
}

/// Signs in and gives the session's cookie.
std::string sign_in(std::uint16_t port, RegionCode const& region) {
    http::RawClient client{port};
    client.send(request("/api/identity/login", "", "",
                        fmt::format(R"({{"user_name":"bench{}","password":"{}"}})", region.value(),
                                    kPassword)));
    auto const cookie = http::header_of_answer(client.read_answer(), "Set-Cookie");
    return cookie.substr(0, cookie.find(';'));
}

/// A person in each region, and as many connections as there are clients.
class Clients {
public:
    Clients(Ground& ground, std::uint16_t port, std::int64_t count) : ground_{ground} {
        for (auto const& region : ground.regions()) cookies_.push_back(sign_in(port, region));
        for (std::int64_t i = 0; i < count; ++i)
            connections_.push_back(std::make_unique<http::RawClient>(port));
    }

    bool pay(std::size_t client, std::size_t number) {
        return post(client, request("/api/execution/payments", cookie(number), "",
                                    json::encode(ground_.payment(number))));
    }
    bool pay_list(std::size_t client, std::size_t number, std::int64_t size) {
        return post(client, request("/api/execution/payment-lists", cookie(number),
                                    fmt::format("bench-{:08}", number),
                                    json::encode(ground_.list(number, size))));
    }

private:
    std::string const& cookie(std::size_t number) const {
        return cookies_[ground_.region_of(number)];
    }
    bool post(std::size_t client, std::string const& bytes) {
        connections_[client]->send(bytes);
        return http::status_of_answer(connections_[client]->read_answer()) == 201;
    }

    Ground& ground_;
    std::vector<std::string> cookies_;
    std::vector<std::unique_ptr<http::RawClient>> connections_;
};

Result<int> run(app::Words const& words) {
    Load load{.bench = "http"};
    load.seconds = JC_TRY(words.number("seconds", load.seconds, 1, 3600));
    load.clients = JC_TRY(words.number("connections", load.clients, 1, 1024));
    load.list_size = JC_TRY(words.number("lists", 0, 0, execution::kListLinesMax));
    auto const options = JC_TRY(ground_options(words));
    auto const ground = JC_TRY(Ground::make(options));
    for (auto const& region : ground->regions()) JC_CHECK(add_handler(*ground, region));
    auto& application = ground->application();
    api::Router router{{.rate_limits = false}, application.clock(), application.identity()};
    application.add_routes(router);
    auto const server = JC_TRY(http::Server::start({.workers = 32}, router));
    Clients clients{*ground, server->port(), load.clients};
    auto report = measure(*ground, load, [&](std::size_t client, std::size_t number) {
        return load.list_size > 0 ? clients.pay_list(client, number, load.list_size)
                                  : clients.pay(client, number);
    });
    server->stop();
    report.skew = options.skew;
    report.backend = ground->backend_name();
    return finish(*ground, report, words.flag("json"));
}

}  // namespace

int over_http(std::vector<std::string> const& words) {
    auto const read = app::Words::read(
        words, {"seconds", "connections", "lists", "regions", "quota-lines", "skew", "backend", "db"}, {"json"});
    if (!read) return app::report(read.error());
    auto const code = run(*read);
    return code ? *code : app::report(code.error());
}

}  // namespace jincai::bench

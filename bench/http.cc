#include "app/words.h"
#include "bench/measures.h"
#include "platform/http/raw_client.h"
#include "platform/http/server.h"
#include "platform/json/codec.h"

namespace jincai::bench {

namespace {

constexpr char kPassword[] = "Measure-All-2026";

/// The bytes of a JSON request on a keep-alive connection.
std::string request(std::string_view path, std::string_view cookie, std::string const& body) {
    return fmt::format(
        "POST {} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        "X-Requested-With: jincai\r\nCookie: {}\r\nContent-Length: {}\r\n\r\n{}",
        path, cookie, body.size(), body);
}

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
    http::RawClient client{port};
    client.send(request("/api/identity/login", "",
                        fmt::format(R"({{"user_name":"bench","password":"{}"}})", kPassword)));
    auto const cookie = http::header_of_answer(client.read_answer(), "Set-Cookie");
    return cookie.substr(0, cookie.find(';'));
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
    std::vector<std::unique_ptr<http::RawClient>> connections;
    for (std::int64_t i = 0; i < clients; ++i)
        connections.push_back(std::make_unique<http::RawClient>(server->port()));
    auto const report =
        measure(*ground, "http", clients, seconds, [&](std::size_t client, std::size_t number) {
            connections[client]->send(request("/api/execution/payments", cookie,
                                              json::encode(ground->payment(number))));
            return http::status_of_answer(connections[client]->read_answer()) == 201;
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

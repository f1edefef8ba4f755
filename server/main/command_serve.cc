#include <csignal>
#include <cstdio>

#include <pthread.h>

#include "app/application.h"
#include "app/words.h"
#include "demo/bank_simulator.h"
#include "main/commands.h"
#include "platform/http/files.h"
#include "platform/http/log.h"
#include "platform/http/server.h"

namespace jincai::program {

namespace {

/// Waits for an operator or the system to end the process. Requires that the signals are blocked
/// in every thread.
void wait_for_end(sigset_t const& signals) {
    int received = 0;
    sigwait(&signals, &received);
    http::log_line("stopping", {{"signal", std::to_string(received)}});
}

Result<std::unique_ptr<Clock>> clock_of(app::Words const& words) {
    auto const today = words.value("today");
    if (!today) return std::make_unique<SystemClock>();
    auto const date = JC_TRY(parse_date(*today));
    return std::make_unique<SystemClock>(date);
}

Result<http::Options> http_options(app::Words const& words) {
    http::Options options;
    options.address = words.value_or("address", "127.0.0.1");
    options.port = static_cast<std::uint16_t>(JC_TRY(words.number("port", 8080, 0, 65535)));
    options.workers = static_cast<int>(JC_TRY(words.number("workers", 32, 1, 1024)));
    options.behind_proxy = words.flag("behind-proxy");
    return options;
}

Result<void> run(app::Words const& words, sigset_t const& signals) {
    auto const clock = JC_TRY(clock_of(words));
    auto const wanted = JC_TRY(http_options(words));
    auto const rounds = JC_TRY(words.number("password-rounds", 600'000, 1'000, 10'000'000));
    std::filesystem::path const web = words.value_or("web", "web/dist");
    auto application = JC_TRY(app::Application::open(
        {.data = words.value_or("data", "data"),
         .database = words.value_or("db", ""),
         .accepts_unsafe_server = words.flag("accept-unsafe-database"),
         .parameters = words.value_or("parameters", app::default_parameters().string()),
         .web = web,
         .read_sessions = static_cast<std::size_t>(wanted.workers) + 4,
         .password_rounds = rounds,
         .rate_limits = !words.flag("no-rate-limits")},
        *clock));
    api::Router router{{.rate_limits = application->options().rate_limits}, *clock,
                       application->identity()};
    application->add_routes(router);
    http::Files const files{web};
    router.set_fallback([&](http::Request const& request) { return files.serve(request); });
    std::unique_ptr<demo::BankSimulator> bank;
    if (words.flag("simulate-bank")) bank = std::make_unique<demo::BankSimulator>(*application);
    auto const server = JC_TRY(http::Server::start(wanted, router));
    std::printf("金财工程预算管理系统 v%s\n  http://%s:%u  (数据 %s)\n", JINCAI_VERSION,
                wanted.address.c_str(), server->port(), words.value_or("data", "data").c_str());
    std::fflush(stdout);
    application->cockpit().warm();
    wait_for_end(signals);
    server->stop();
    bank.reset();
    application->stop();
    return {};
}

}  // namespace

int serve(std::vector<std::string> const& words) {
    auto const read = app::Words::read(
        words, {"data", "db", "port", "web", "parameters", "today", "address", "workers",
                "password-rounds"},
        {"behind-proxy", "simulate-bank", "no-rate-limits", "accept-unsafe-database"});
    if (!read) return app::report(read.error());
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    auto const done = run(*read, signals);
    return done ? 0 : app::report(done.error());
}

}  // namespace jincai::program

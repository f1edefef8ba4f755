#include <csignal>
#include <cstdio>
#include <random>
#include <thread>

#include <sys/prctl.h>
#include <unistd.h>

#include "app/words.h"
#include "base/text.h"
#include "chaos/county.h"
#include "chaos/parts.h"

/// The process that is killed. What it says goes to standard output line by line, each in one
/// `write`: a line that was written before the kill stays in the pipe.
namespace jincai::chaos {

namespace {

void say(std::string line) {
    line += '\n';
    // Without a reader there is nobody to tell, and the process is about to end.
    static_cast<void>(::write(STDOUT_FILENO, line.data(), line.size()));
}

Result<std::vector<QuotaId>> quotas_of(app::Words const& words) {
    std::vector<QuotaId> quotas;
    for (auto const& part : split(words.value_or("quotas", ""), ','))
        if (auto const number = parse_int(part)) quotas.emplace_back(*number);
    return quotas;
}

/// One client: hands in one order after the other and says what it hears, until the kill.
void be_a_client(app::Application& application, std::vector<QuotaId> const& quotas,
                 std::string const& name, std::uint64_t seed) {
    std::mt19937_64 random{seed};
    for (int number = 1;; ++number) {
        Order const order{.key = fmt::format("{}-{}", name, number),
                          .quota = quotas[random() % quotas.size()],
                          .amount = Money::from_fen(static_cast<std::int64_t>(random() % 10'000) + 1)};
        say(fmt::format("try {} {} {}", order.key, order.quota.value(), order.amount.fen()));
        auto const id = hand_in(application, order);
        if (id) say(fmt::format("ok {} {}", order.key, id->value()));
        else say(fmt::format("no {} {}", order.key, id.error().code()));
        if (!id) return;
    }
}

Result<void> book_until_killed(app::Words const& words) {
    auto const quotas = JC_TRY(quotas_of(words));
    auto const clients = JC_TRY(words.number("clients", 16, 1, 1024));
    auto const seed = JC_TRY(words.number("seed", 1, 0, std::numeric_limits<std::int64_t>::max()));
    SystemClock const clock;
    auto const application = JC_TRY(
        app::Application::open(options_of({.folder = words.value_or("data", "data"),
                                          .database = words.value_or("db", "")}), clock));
    say("ready");
    std::vector<std::jthread> threads;
    for (std::int64_t client = 0; client < clients; ++client)
        threads.emplace_back([&, client] {
            be_a_client(*application, quotas,
                        fmt::format("{}-{}", words.value_or("name", "w"), client),
                        static_cast<std::uint64_t>(seed) * 1'000 + static_cast<std::uint64_t>(client));
        });
    return {};
}

}  // namespace

int work(std::vector<std::string> const& words) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // whoever looks after this process ended before it
    auto const read = app::Words::read(words, {"data", "db", "quotas", "clients", "seed", "name"}, {});
    if (!read) return app::report(read.error());
    auto const done = book_until_killed(*read);
    return done ? 0 : app::report(done.error());
}

}  // namespace jincai::chaos

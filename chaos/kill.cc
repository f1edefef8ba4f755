#include <csignal>
#include <cstdio>
#include <random>

#include "app/refusals.h"
#include "app/words.h"
#include "chaos/parts.h"
#include "chaos/watch.h"
#include "modules/execution/verify.h"
#include "platform/json/codec.h"
#include "platform/storage/scratch_server.h"

namespace jincai::chaos {

namespace {

struct Report {
    std::string backend = "sqlite";
    std::uint64_t seed = 0;
    std::int64_t cycles = 0;
    std::int64_t server_crashes = 0;  ///< besides, of the database's server
    std::int64_t clients = 0;
    std::int64_t acknowledged = 0;
    std::int64_t lost = 0;
    std::int64_t duplicated = 0;
    std::int64_t unasked = 0;
    std::int64_t half = 0;
    std::int64_t changed_answer = 0;
    std::int64_t refused = 0;  ///< starts and orders that should have gone through
    bool balanced = true;
    bool verified = true;
    std::int64_t tried = 0;
    std::int64_t committed_unacknowledged = 0;
    std::int64_t resolved = 0;
    std::int64_t restart_ms_p50 = 0;
    std::int64_t restart_ms_p99 = 0;
    std::int64_t seconds = 0;
};
BOOST_DESCRIBE_STRUCT(Report, (),
                      (backend, seed, cycles, server_crashes, clients, acknowledged, lost, duplicated, unasked,
                       half, changed_answer, refused, balanced, verified, tried,
                       committed_unacknowledged, resolved, restart_ms_p50, restart_ms_p99, seconds))

/// After every so many kills everything is proved from the journal, not only what came last.
constexpr std::int64_t kProveEvery = 25;

using Time = std::chrono::steady_clock;

std::int64_t millis_since(Time::time_point begin) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(Time::now() - begin).count();
}

/// Where one run keeps its data: a folder, and a server of its own for the back ends that need one.
struct Site {
    explicit Site(storage::Backend backend) {
        if (backend == storage::Backend::sqlite) return;
        server.emplace(storage::Durability::full);
        database.emplace(server->url(), backend);
    }
    [[nodiscard]] Place place() const {
        return {.folder = folder.path(), .database = database ? database->url() : ""};
    }

    storage::ScratchFolder folder;
    std::optional<storage::ScratchServer> server;
    std::optional<storage::ServerDatabase> database;
};

/// Kills one process after the other over one data place.
class Killing {
public:
    Killing(Site& site, std::int64_t clients, std::uint64_t seed)
        : site_{site}, place_{site.place()}, clients_{clients}, seed_{seed}, random_{seed} {}

    [[nodiscard]] Result<void> prepare();
    [[nodiscard]] Result<void> cycle(std::int64_t number, bool prove);
    [[nodiscard]] Report report() const;

private:
    [[nodiscard]] BurstPlan plan(std::int64_t number);
    [[nodiscard]] bool prove(app::Application& application) const;

    Site& site_;
    Place place_;
    std::int64_t clients_;
    std::uint64_t seed_;
    std::mt19937_64 random_;
    SystemClock clock_;
    std::vector<QuotaId> quotas_;
    std::map<QuotaId, Money> expected_;  ///< in flight, by the clients' lists
    Mark checked_;
    Toll toll_;
    std::vector<std::int64_t> restarts_ms_;
    std::int64_t refused_ = 0;
    std::int64_t server_crashes_ = 0;
    bool balanced_ = true;
    bool verified_ = true;
};

Result<void> Killing::prepare() {
    auto const application = JC_TRY(app::Application::open(options_of(place_), clock_));
    quotas_ = JC_TRY(found_county(*application));
    for (auto const quota : quotas_) expected_[quota] = Money{};
    checked_ = Watch{*application, {}}.last();
    return {};
}

/// One kill in eight comes while the process starts; the others within 80 ms of its first payment.
/// Every second time the database's server crashes first, while the process works.
BurstPlan Killing::plan(std::int64_t number) {
    bool const while_starting = random_() % 8 == 0;
    BurstPlan plan{.name = fmt::format("c{}", number),
            .clients = clients_,
            .seed = seed_ + static_cast<std::uint64_t>(number),
            .while_starting = while_starting,
            .kill_after = std::chrono::microseconds{random_() % (while_starting ? 250'000 : 80'000)}};
    if (site_.server && random_() % 2 == 0)
        plan.before_kill = [this] {
            ++server_crashes_;
            site_.server->crash_and_restart();
        };
    return plan;
}

Result<void> Killing::cycle(std::int64_t number, bool everything) {
    auto const planned = plan(number);
    auto const burst = run_burst(place_, quotas_, planned);
    // A process whose server goes away may refuse, or give up while it starts.
    if (!planned.before_kill) {
        if (burst.exit_code != 128 + SIGKILL) ++refused_;
        refused_ += static_cast<std::int64_t>(burst.refused.size());
    }
    auto const begin = Time::now();
    auto const application = JC_TRY(app::Application::open(options_of(place_), clock_));
    Watch watch{*application, checked_};
    restarts_ms_.push_back(millis_since(begin));
    watch.check(burst, toll_);
    watch.resolve(burst, toll_);
    for (auto const& [key, order] : burst.tried) expected_[order.quota] += order.amount;
    balanced_ = balanced_ && watch.balanced(expected_);
    if (everything) verified_ = verified_ && prove(*application);
    checked_ = watch.last();
    return {};
}

bool Killing::prove(app::Application& application) const {
    application.execution().projector().wait_idle();
    return execution::verify(application.database(), application.basics(),
                             application.options().data / "heads")
        .ok;
}

Report Killing::report() const {
    auto restarts = restarts_ms_;
    std::ranges::sort(restarts);
    auto const at = [&](std::size_t percent) {
        return restarts.empty() ? 0 : restarts[(restarts.size() - 1) * percent / 100];
    };
    return {.seed = seed_,
            .cycles = static_cast<std::int64_t>(restarts.size()),
            .server_crashes = server_crashes_,
            .clients = clients_,
            .acknowledged = toll_.acknowledged,
            .lost = toll_.lost,
            .duplicated = toll_.duplicated,
            .unasked = toll_.unasked,
            .half = toll_.half,
            .changed_answer = toll_.changed_answer,
            .refused = refused_,
            .balanced = balanced_,
            .verified = verified_,
            .tried = toll_.tried,
            .committed_unacknowledged = toll_.committed_unacknowledged,
            .resolved = toll_.resolved,
            .restart_ms_p50 = at(50),
            .restart_ms_p99 = at(99)};
}

void print(Report const& report, bool as_json) {
    if (as_json) {
        fmt::print("{}\n", json::encode(report));
        return;
    }
    fmt::print("{} kills with {} clients (seed {}): {} acknowledged, {} lost, {} duplicated, {} "
               "unasked, {} half, {} changed answers, {} refused, {}, {}; {} committed without an "
               "answer, {} resolved under their key; restart p99 {} ms; {} s\n",
               report.cycles, report.clients, report.seed, report.acknowledged, report.lost,
               report.duplicated, report.unasked, report.half, report.changed_answer,
               report.refused, report.balanced ? "balanced" : "NOT BALANCED",
               report.verified ? "verified" : "NOT SOUND", report.committed_unacknowledged,
               report.resolved, report.restart_ms_p99, report.seconds);
}

bool is_clean(Report const& report) {
    return report.lost + report.duplicated + report.unasked + report.half + report.changed_answer +
                   report.refused ==
               0 &&
           report.balanced && report.verified && report.acknowledged > 0;
}

Result<storage::Backend> backend_named(std::string const& name) {
    storage::Backend backend{};
    if (boost::describe::enum_from_string(name.c_str(), backend)) return backend;
    return refuse(app::refusals::word_unknown, {{"word", "--backend " + name}});
}

Result<int> run(app::Words const& words) {
    auto const cycles = JC_TRY(words.number("cycles", 200, 1, 1'000'000));
    auto const clients = JC_TRY(words.number("clients", 16, 1, 1'024));
    auto const seed = JC_TRY(words.number("seed", std::random_device{}(), 0, 4'294'967'295));
    auto const name = words.value_or("backend", "sqlite");
    auto const backend = JC_TRY(backend_named(name));
    Site site{backend};
    Killing killing{site, clients, static_cast<std::uint64_t>(seed)};
    auto const begin = Time::now();
    JC_CHECK(killing.prepare());
    for (std::int64_t number = 1; number <= cycles; ++number)
        JC_CHECK(killing.cycle(number, number % kProveEvery == 0 || number == cycles));
    auto report = killing.report();
    report.backend = name;
    report.seconds = millis_since(begin) / 1'000;
    print(report, words.flag("json"));
    return is_clean(report) ? 0 : 1;
}

}  // namespace

int kill(std::vector<std::string> const& words) {
    auto const read = app::Words::read(words, {"cycles", "clients", "seed", "backend"}, {"json"});
    if (!read) return app::report(read.error());
    auto const code = run(*read);
    return code ? *code : app::report(code.error());
}

}  // namespace jincai::chaos

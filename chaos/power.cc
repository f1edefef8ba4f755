#include "chaos/power.h"

#include <random>

#include "app/words.h"
#include "chaos/parts.h"
#include "chaos/watch.h"
#include "modules/execution/verify.h"
#include "platform/json/codec.h"
#include "platform/storage/power_files.h"
#include "platform/storage/scratch.h"

namespace jincai::chaos {

namespace {

namespace power = storage::power;
using power::Fault;
using power::Survival;

class Cutting {
public:
    explicit Cutting(PowerPlan const& plan) : plan_{plan}, random_{plan.seed} {
        report_.seed = plan.seed;
    }

    [[nodiscard]] Result<PowerReport> run();

private:
    enum class Run : std::uint8_t { met_the_fault, came_to_its_end };

    /// Books the payments of one short run over a fresh copy, with the fault at call `at`.
    [[nodiscard]] Run work(Fault fault, std::int64_t at, storage::Durability durability, Burst& burst);
    void book(app::Application& application, Burst& burst) const;
    void look_after(Burst const& burst);
    void every_call(Fault fault, std::span<Survival const> survivals, std::int64_t& points);
    void control();

    PowerPlan plan_;
    std::mt19937_64 random_;
    storage::ScratchFolder folder_;
    std::filesystem::path ground_ = folder_.path() / "ground";
    std::filesystem::path trial_ = folder_.path() / "trial";
    ManualClock clock_{start_of(make_date(2026, 3, 10)) + std::chrono::hours{12}};
    std::vector<QuotaId> quotas_;
    Mark before_;
    PowerReport report_;
};

Result<PowerReport> Cutting::run() {
    power::install();
    {
        auto const application =
            JC_TRY(app::Application::open(options_of({.folder = ground_}), clock_));
        quotas_ = JC_TRY(found_county(*application));
        before_ = Watch{*application, {}}.last();
    }
    constexpr std::array kAll{Survival::nothing, Survival::everything, Survival::some};
    constexpr std::array kNothing{Survival::nothing};
    every_call(Fault::cut, kAll, report_.power_cuts);
    every_call(Fault::io, kNothing, report_.failed_calls);
    every_call(Fault::full, kNothing, report_.full_disks);
    control();
    return report_;
}

/// One call after the other meets the fault, until a run has fewer calls than that.
void Cutting::every_call(Fault fault, std::span<Survival const> survivals, std::int64_t& points) {
    for (std::int64_t at = 1 + static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(plan_.step));;
         at += plan_.step) {
        for (auto const survival : survivals) {
            Burst burst;
            auto const end = work(fault, at, storage::Durability::full, burst);
            // The power goes at the latest when the run is over.
            power::restore(survival, random_());
            look_after(burst);
            ++points;
            if (end == Run::came_to_its_end) return;
        }
    }
}

Cutting::Run Cutting::work(Fault fault, std::int64_t at, storage::Durability durability,
                           Burst& burst) {
    std::filesystem::remove_all(trial_);
    std::filesystem::copy(ground_, trial_, std::filesystem::copy_options::recursive);
    power::arm(trial_, fault, at);
    auto options = options_of({.folder = trial_});
    options.durability = durability;
    auto application = app::Application::open(options, clock_);
    if (application) book(**application, burst);
    auto const calls = power::calls();  // what ending it costs is not part of the run
    if (application) application->reset();
    return calls < at ? Run::came_to_its_end : Run::met_the_fault;
}

void Cutting::book(app::Application& application, Burst& burst) const {
    for (std::int64_t number = 1; number <= plan_.payments; ++number) {
        Order const order{fmt::format("p{}", number),
                          quotas_[static_cast<std::size_t>(number) % quotas_.size()],
                          Money::from_fen(number)};
        burst.tried[order.key] = order;
        auto const id = hand_in(application, order);
        if (id) burst.acknowledged[order.key] = *id;
    }
}

/// A start as after any power cut: everything that was acknowledged is there, the rest can be
/// handed in again, and the books prove themselves.
void Cutting::look_after(Burst const& burst) {
    auto const application = app::Application::open(options_of({.folder = trial_}), clock_);
    if (!application) {
        ++report_.refused_starts;
        fmt::print(stderr, "event=start_refused reason={}\n",
                   text_of(application.error(), Language::en));
        return;
    }
    Toll toll;
    Watch watch{**application, before_};
    watch.check(burst, toll);
    watch.resolve(burst, toll);
    report_.acknowledged += toll.acknowledged;
    report_.committed_unacknowledged += toll.committed_unacknowledged;
    report_.lost += toll.lost;
    report_.duplicated += toll.duplicated;
    report_.half += toll.half + toll.unasked + toll.changed_answer;
    (*application)->execution().projector().wait_idle();
    auto const proof = execution::verify((*application)->database(), (*application)->basics(),
                                         trial_ / "heads");
    if (proof.ok) return;
    ++report_.unsound;
    fmt::print(stderr, "event=unsound what=\"{} {}\"\n", proof.first_bad->check,
               proof.first_bad->detail);
}

/// Without syncing the same cut must lose payments, or this test sees nothing; and the notes beside
/// the database must notice.
void Cutting::control() {
    Burst burst;
    static_cast<void>(work(Fault::none, 0, storage::Durability::off, burst));
    power::restore(Survival::nothing, random_());
    if (!app::Application::open(options_of({.folder = trial_}), clock_)) report_.control_noticed = true;
    for (auto const* note : {"heads", "COMMITS"}) std::filesystem::remove(trial_ / note);
    auto const application = app::Application::open(options_of({.folder = trial_}), clock_);
    if (!application) return;
    Toll toll;
    Watch{**application, before_}.check(burst, toll);
    report_.control_lost = toll.lost;
}

void print(PowerReport const& report, bool as_json) {
    if (as_json) {
        fmt::print("{}\n", json::encode(report));
        return;
    }
    fmt::print("{} power cuts, {} failed calls, {} full disks (seed {}): {} acknowledged, {} lost, "
               "{} duplicated, {} half, {} refused starts, {} unsound; without syncing {} lost, {}\n",
               report.power_cuts, report.failed_calls, report.full_disks, report.seed,
               report.acknowledged, report.lost, report.duplicated, report.half,
               report.refused_starts, report.unsound, report.control_lost,
               report.control_noticed ? "noticed" : "NOT NOTICED");
}

}  // namespace

Result<PowerReport> cut_power(PowerPlan const& plan) { return Cutting{plan}.run(); }

bool PowerReport::is_clean() const {
    return lost + duplicated + half + refused_starts + unsound == 0 && acknowledged > 0 &&
           control_lost > 0 && control_noticed;
}

int power_cuts(std::vector<std::string> const& words) {
    auto const read = app::Words::read(words, {"payments", "step", "seed"}, {"json"});
    if (!read) return app::report(read.error());
    auto const code = [&]() -> Result<int> {
        auto const payments = JC_TRY(read->number("payments", 6, 1, 1'000));
        auto const step = JC_TRY(read->number("step", 1, 1, 1'000));
        auto const seed = JC_TRY(read->number("seed", std::random_device{}(), 0, 4'294'967'295));
        auto const report =
            JC_TRY(cut_power({payments, step, static_cast<std::uint64_t>(seed)}));
        print(report, read->flag("json"));
        return report.is_clean() ? 0 : 1;
    }();
    return code ? *code : app::report(code.error());
}

}  // namespace jincai::chaos

#include <thread>

#include <sys/resource.h>

#include "bench/measures.h"
#include "modules/execution/verify.h"

namespace jincai::bench {

namespace {

using Steady = std::chrono::steady_clock;

std::int64_t micros(Steady::duration duration) {
    return std::chrono::duration_cast<std::chrono::microseconds>(duration).count();
}

rusage usage() {
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    return used;
}

std::int64_t cpu_micros() {
    auto const used = usage();
    auto const micros_of = [](timeval const& time) {
        return std::int64_t{time.tv_sec} * 1'000'000 + time.tv_usec;
    };
    return micros_of(used.ru_utime) + micros_of(used.ru_stime);
}

struct Lane {
    std::vector<std::int64_t> times;
    std::int64_t refused = 0;
};

void work(Lane& lane, std::size_t client, std::size_t clients, Steady::time_point end,
          Act const& act) {
    for (std::size_t number = client; Steady::now() < end; number += clients) {
        auto const before = Steady::now();
        if (act(client, number)) lane.times.push_back(micros(Steady::now() - before));
        else ++lane.refused;
    }
}

void sum_up(Report& report, std::vector<Lane> const& lanes) {
    std::vector<std::int64_t> times;
    for (auto const& lane : lanes) {
        times.insert(times.end(), lane.times.begin(), lane.times.end());
        report.refused += lane.refused;
    }
    if (times.empty()) return;
    std::ranges::sort(times);
    report.booked = std::ssize(times) * std::max<std::int64_t>(1, report.list_size);
    report.p50_us = times[times.size() / 2];
    report.p99_us = times[times.size() * 99 / 100];
    report.max_us = times.back();
}

/// `value` in thousandths, as a decimal number.
std::string decimal(std::int64_t thousandths) {
    return fmt::format("{}.{:03}", thousandths / 1'000, thousandths % 1'000);
}

std::string ratio(std::int64_t of, std::int64_t to, std::string absent) {
    return to == 0 ? absent : decimal(of * 1'000 / to);
}

void print_json(Report const& r) {
    fmt::print(
        R"({{"bench":"{}","backend":"{}","skew":"{}","clients":{},"list_size":{},"seconds":{},)"
        R"("booked":{},"refused":{},"payments_per_second":{},"baseline_per_second":{},"ratio":{},)"
        R"("p50_ms":{},"p99_ms":{},"max_ms":{},"batch_mean":{},"cpu_us_each":{},)"
        R"("projected_after_ms":{},"rss_mb":{},"verified":{}}})"
        "\n",
        r.bench, r.backend, r.skew, r.clients, r.list_size, decimal(r.seconds_milli), r.booked,
        r.refused, r.per_second, r.baseline_per_second,
        ratio(r.per_second, r.baseline_per_second, "null"), decimal(r.p50_us), decimal(r.p99_us),
        decimal(r.max_us), ratio(r.changes, r.batches, "0"), r.cpu_us_each, r.projected_after_ms,
        r.rss_mb, r.verified);
}

void print_text(Report const& r) {
    fmt::print("{} on {}, {}: {} payments/s from {} clients, p50 {} ms, p99 {} ms, {} requests in "
               "a batch, {} us of processor each, read models {} ms later, {} MB; {} booked, {} "
               "refused, {}\n",
               r.bench, r.backend, r.skew, r.per_second, r.clients, decimal(r.p50_us),
               decimal(r.p99_us), ratio(r.changes, r.batches, "0"), r.cpu_us_each,
               r.projected_after_ms, r.rss_mb, r.booked, r.refused,
               r.verified ? "verified" : "NOT SOUND");
    if (r.baseline_per_second > 0)
        fmt::print("the usual way on PostgreSQL: {} payments/s; ratio {}\n", r.baseline_per_second,
                   ratio(r.per_second, r.baseline_per_second, ""));
}

}  // namespace

std::int64_t highest_memory_mb() { return usage().ru_maxrss / 1'024; }

Report measure(Ground& ground, Load const& load, Act const& act) {
    auto& execution = ground.application().execution();
    std::vector<Lane> lanes(static_cast<std::size_t>(load.clients));
    auto const counts_before = execution.writer().counts();
    auto const cpu_before = cpu_micros();
    auto const begin = Steady::now();
    auto const end = begin + std::chrono::seconds{load.seconds};
    std::vector<std::thread> threads;
    for (std::size_t client = 0; client < lanes.size(); ++client)
        threads.emplace_back(
            [&, client] { work(lanes[client], client, lanes.size(), end, act); });
    for (auto& thread : threads) thread.join();
    auto const answered = Steady::now();
    execution.projector().wait_idle();
    auto const counts = execution.writer().counts();
    Report report{.bench = load.bench,
                  .clients = load.clients,
                  .list_size = load.list_size,
                  .seconds_milli = micros(answered - begin) / 1'000,
                  .batches = counts.batches - counts_before.batches,
                  .changes = counts.changes - counts_before.changes,
                  .projected_after_ms = micros(Steady::now() - answered) / 1'000,
                  .rss_mb = highest_memory_mb()};
    sum_up(report, lanes);
    if (report.booked == 0) return report;
    report.cpu_us_each = (cpu_micros() - cpu_before) / report.booked;
    report.per_second = report.booked * 1'000'000 / micros(answered - begin);
    return report;
}

int finish(Ground& ground, Report report, bool as_json) {
    auto& application = ground.application();
    report.verified = execution::verify(application.database(), application.basics(),
                                        application.options().data / "heads")
                          .ok;
    if (as_json) print_json(report);
    else print_text(report);
    return report.booked > 0 && report.verified ? 0 : 1;
}

}  // namespace jincai::bench

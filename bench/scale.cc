#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>

#include "bench/measures.h"
#include "modules/execution/verify.h"
#include "platform/json/codec.h"

namespace jincai::bench {

namespace {

using Steady = std::chrono::steady_clock;

constexpr std::int64_t kListSize = 1'000;
constexpr std::size_t kFillers = 4;
constexpr std::size_t kLooks = 200;

struct ScaleReport {
    std::string bench = "scale";
    std::string backend;
    std::int64_t payments = 0;
    std::int64_t singles = 0;  ///< of them, one by one: each a record of its own
    std::int64_t fill_seconds = 0;
    std::int64_t fill_per_second = 0;
    std::int64_t projected_after_ms = 0;
    std::int64_t leader_p95_us = 0;   ///< the leader's cockpit of a region, after a payment each
    std::int64_t ledger_p95_us = 0;   ///< a page of the ledger of a quota
    std::int64_t list_p95_us = 0;     ///< a page of the payments of a unit
    std::int64_t start_ms = 0;        ///< of a server on these data until it answers
    std::int64_t first_payment_ms = 0;  ///< of the slowest book after that start
    std::int64_t rss_mb = 0;
    std::int64_t disk_mb = 0;
    bool verified = false;
};
BOOST_DESCRIBE_STRUCT(ScaleReport, (),
                      (bench, backend, payments, singles, fill_seconds, fill_per_second,
                       projected_after_ms, leader_p95_us, ledger_p95_us, list_p95_us, start_ms,
                       first_payment_ms, rss_mb, disk_mb, verified))

std::int64_t millis(Steady::duration took) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(took).count();
}

template <class Fn>
std::int64_t p95_us(Fn look) {
    std::vector<std::int64_t> times;
    for (std::size_t i = 0; i < kLooks; ++i) {
        auto const before = Steady::now();
        if (!look(i)) return -1;
        times.push_back(std::chrono::duration_cast<std::chrono::microseconds>(Steady::now() - before)
                            .count());
    }
    std::ranges::sort(times);
    return times[times.size() * 95 / 100];
}

/// Several clients, so that the writer has the next batch while one commits.
bool fill(Ground& ground, std::int64_t lists, std::int64_t singles) {
    std::atomic<std::int64_t> next{0};
    std::atomic<bool> sound{true};
    auto const handler = ground.handler();
    auto& execution = ground.application().execution();
    auto const work = [&] {
        for (auto number = next++; number < lists + singles && sound; number = next++) {
            auto const at = static_cast<std::size_t>(number);
            bool const booked =
                number < lists
                    ? execution.payment_lists()
                          .submit(handler, ground.list(at, kListSize), fmt::format("scale-{}", number))
                          .has_value()
                    : execution.payments().create(handler, ground.payment(at), std::nullopt)
                          .has_value();
            if (!booked) sound = false;
        }
    };
    std::vector<std::thread> fillers;
    for (std::size_t i = 0; i < kFillers; ++i) fillers.emplace_back(work);
    for (auto& filler : fillers) filler.join();
    return sound;
}

void look_at_pages(Ground& ground, ScaleReport& report) {
    auto& application = ground.application();
    auto& execution = application.execution();
    auto const caller = app::system_caller();
    auto const handler = ground.handler();
    report.leader_p95_us = p95_us([&](std::size_t i) {
        auto const& region = ground.regions()[i % ground.regions().size()];
        return application.cockpit().leader(caller, {.region_code = region}).has_value();
    });
    report.ledger_p95_us = p95_us([&](std::size_t i) {
        auto const& quota = ground.quotas()[i * 7 % ground.quotas().size()];
        return execution.quotas().entries(caller, quota, {}).has_value();
    });
    report.list_p95_us = p95_us([&](std::size_t i) {
        execution::PaymentFilter filter;
        filter.region_code = ground.regions()[i % ground.regions().size()];
        filter.unit_code = UnitCode{"205001"};
        return execution.payments().list(handler.scope, filter).total >= 0;
    });
}

bool start_again(Ground& ground, ScaleReport& report) {
    ground.close();
    auto const before = Steady::now();
    if (!ground.open() || !ground.application().is_ready()) return false;
    report.start_ms = millis(Steady::now() - before);
    auto const each = ground.quotas().size() / ground.regions().size();
    for (std::size_t region = 0; region < ground.regions().size(); ++region) {
        auto payment = ground.payment(region);
        payment.quota_id = ground.quotas()[region * each];
        auto const first = Steady::now();
        if (!ground.application().execution().payments().create(ground.handler(), payment,
                                                                std::nullopt))
            return false;
        report.first_payment_ms = std::max(report.first_payment_ms, millis(Steady::now() - first));
    }
    return true;
}

std::int64_t disk_mb(std::filesystem::path const& folder) {
    std::uintmax_t bytes = 0;
    for (auto const& entry : std::filesystem::recursive_directory_iterator{folder})
        if (entry.is_regular_file()) bytes += entry.file_size();
    return static_cast<std::int64_t>(bytes >> 20);
}

Result<int> run(app::Words const& words) {
    auto const options = JC_TRY(ground_options(words));
    auto const payments = JC_TRY(words.number("payments", 10'000'000, 1'000, 1'000'000'000));
    auto const singles = JC_TRY(words.number("singles", 0, 0, payments));
    auto const ground = JC_TRY(Ground::make(options));
    auto const lists = (payments - singles) / kListSize;
    ScaleReport report{.backend = ground->backend_name(),
                       .payments = lists * kListSize + singles,
                       .singles = singles};
    auto const begin = Steady::now();
    bool sound = fill(*ground, lists, singles);
    auto const filled = Steady::now();
    ground->application().execution().projector().wait_idle();
    report.projected_after_ms = millis(Steady::now() - filled);
    report.fill_seconds = millis(filled - begin) / 1'000;
    report.fill_per_second = report.payments * 1'000 / std::max<std::int64_t>(1, millis(filled - begin));
    if (sound) look_at_pages(*ground, report);
    sound = sound && start_again(*ground, report);
    report.rss_mb = highest_memory_mb();
    report.disk_mb = disk_mb(ground->application().options().data);
    report.verified = sound && execution::verify(ground->application().database(),
                                                 ground->application().basics(),
                                                 ground->application().options().data / "heads")
                                   .ok;
    fmt::print("{}\n", json::encode(report));
    return report.verified ? 0 : 1;
}

}  // namespace

int scale(std::vector<std::string> const& words) {
    auto const read = app::Words::read(
        words, {"payments", "singles", "regions", "quota-lines", "skew", "backend", "db"}, {"json"});
    if (!read) return app::report(read.error());
    auto const code = run(*read);
    return code ? *code : app::report(code.error());
}

}  // namespace jincai::bench

#include <thread>

#include <sys/resource.h>

#include "bench/measures.h"
#include "modules/execution/verify.h"
#include "platform/json/codec.h"

namespace jincai::bench {

namespace {

RegionCode const kCounty{"990102"};
constexpr int kUnits = 20;

std::int64_t micros(std::chrono::steady_clock::duration duration) {
    return std::chrono::duration_cast<std::chrono::microseconds>(duration).count();
}

std::int64_t cpu_micros() {
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    auto const micros_of = [](timeval const& time) {
        return std::int64_t{time.tv_sec} * 1'000'000 + time.tv_usec;
    };
    return micros_of(used.ru_utime) + micros_of(used.ru_stime);
}

}  // namespace

Result<std::unique_ptr<Ground>> Ground::make() {
    std::unique_ptr<Ground> ground{new Ground};
    ground->application_ = JC_TRY(app::Application::open(
        {.data = ground->folder_.path(), .parameters = app::default_parameters(),
         .rate_limits = false},
        ground->clock_));
    JC_CHECK(ground->fill());
    return ground;
}

Result<void> Ground::fill() {
    auto const system = app::system_caller();
    JC_TRY(application_->basics().put_regions(
        system, {{.code = kCounty, .name = "柳溪县", .level = basics::RegionLevel::county}}));
    std::vector<basics::Unit> units;
    for (int i = 1; i <= kUnits; ++i)
        units.push_back({.region_code = kCounty,
                         .code = UnitCode{fmt::format("205{:03}", i)},
                         .name = fmt::format("第{}学校", i),
                         .department_code = UnitCode{"205"},
                         .type = basics::UnitType::institution_one,
                         .valid_from = make_date(2020, 1, 1)});
    auto all = units;
    all.push_back({.region_code = kCounty,
                   .code = UnitCode{"205"},
                   .name = "教育局",
                   .department_code = UnitCode{"205"},
                   .valid_from = make_date(2020, 1, 1)});
    JC_TRY(application_->basics().put_units(system, all));
    auto const today = clock_.today();
    auto const year = fiscal_year(today);
    execution::NewQuotaDocument document{.region_code = kCounty,
                                         .fiscal_year = year,
                                         .kind = execution::QuotaDocumentKind::issue,
                                         .title = "年初批复",
                                         .reason = "测量"};
    for (auto const& unit : units)
        document.lines.push_back(
            {.quota = execution::NewQuota{.unit_code = unit.code,
                                          .fund_code = FundCode{"11"},
                                          .function_code = FunctionCode{"2050203"},
                                          .economic_code = EconomicCode{"30201"},
                                          .project_name = "公用经费",
                                          .project_class = ledger::ProjectClass::operating,
                                          .account = ledger::Account::executable},
             .amount_fen = yuan(1'000'000'000)});
    quotas_ = JC_TRY(application_->execution().quotas().book_approved(system, document, "ground"));
    for (std::size_t i = 0; i < quotas_.size(); ++i) {
        execution::NewPlanDocument plan{
            .region_code = kCounty,
            .fiscal_year = year,
            .kind = execution::PlanDocumentKind::plan,
            .unit_code = units[i].code,
            .title = "用款计划",
            .lines = {{.quota_id = quotas_[i],
                       .month = fiscal_month(today),
                       .amount_fen = yuan(900'000'000)}}};
        JC_TRY(application_->execution().plans().book_approved(system, plan,
                                                               "plan" + std::to_string(i)));
    }
    return {};
}

api::Caller Ground::handler() const {
    auto caller = app::system_caller();
    caller.user_id = UserId{1};
    caller.user_name = "handler";
    caller.role = "unit_handler";
    caller.region = kCounty;
    caller.ip = "127.0.0.1";
    caller.scope = {.region_prefix = kCounty.value(), .own_region_only = true, .region = kCounty};
    return caller;
}

execution::NewPayment Ground::payment(std::size_t number) const {
    auto const amount = Money::from_fen(static_cast<std::int64_t>(number % 100'000) + 1);
    return {.quota_id = quotas_[number % quotas_.size()],
            .amount_fen = amount,
            .purpose = "办公用品",
            .payees = {{"清江文教用品有限公司", "6222000000000001", "清江银行", amount}},
            .submit = true};
}

Report measure(Ground& ground, std::string name, std::int64_t clients, std::int64_t seconds,
               std::function<bool(std::size_t, std::size_t)> const& act) {
    struct Lane {
        std::vector<std::int64_t> times;
        std::int64_t refused = 0;
    };
    std::vector<Lane> lanes(static_cast<std::size_t>(clients));
    auto const cpu_before = cpu_micros();
    auto const begin = std::chrono::steady_clock::now();
    auto const end = begin + std::chrono::seconds{seconds};
    std::vector<std::thread> threads;
    for (std::size_t client = 0; client < lanes.size(); ++client)
        threads.emplace_back([&, client] {
            auto& lane = lanes[client];
            for (std::size_t number = client; std::chrono::steady_clock::now() < end;
                 number += lanes.size()) {
                auto const before = std::chrono::steady_clock::now();
                if (act(client, number))
                    lane.times.push_back(micros(std::chrono::steady_clock::now() - before));
                else ++lane.refused;
            }
        });
    for (auto& thread : threads) thread.join();
    auto const took = micros(std::chrono::steady_clock::now() - begin);
    ground.application().execution().projector().wait_idle();
    std::vector<std::int64_t> times;
    Report report{.bench = std::move(name), .clients = clients, .seconds_milli = took / 1000};
    for (auto const& lane : lanes) {
        times.insert(times.end(), lane.times.begin(), lane.times.end());
        report.refused += lane.refused;
    }
    std::ranges::sort(times);
    report.booked = static_cast<std::int64_t>(times.size());
    if (times.empty()) return report;
    report.cpu_us_each = (cpu_micros() - cpu_before) / report.booked;
    report.per_second = report.booked * 1'000'000 / took;
    report.p50_us = times[times.size() / 2];
    report.p99_us = times[times.size() * 99 / 100];
    report.max_us = times.back();
    return report;
}

int finish(Ground& ground, Report report, bool as_json) {
    auto& application = ground.application();
    auto const proof = execution::verify(application.database(), application.basics(),
                                         application.options().data / "heads");
    report.verified = proof.ok;
    if (as_json)
        fmt::print("{}\n", json::encode(report));
    else
        fmt::print("{}: {} /s with {} clients, p50 {} us, p99 {} us, {} us of processor "
                   "each, {} booked, {} refused, {}\n",
                   report.bench, report.per_second, report.clients, report.p50_us, report.p99_us,
                   report.cpu_us_each, report.booked, report.refused, proof.ok ? "verified" : "NOT SOUND");
    return report.booked > 0 && proof.ok ? 0 : 1;
}

}  // namespace jincai::bench

#include "bench/baseline.h"
#include "bench/measures.h"

namespace jincai::bench {

namespace {

Act one_by_one(Ground& ground) {
    return [&ground, handler = ground.handler()](std::size_t, std::size_t number) {
        return ground.application()
            .execution()
            .payments()
            .create(handler, ground.payment(number), std::nullopt)
            .has_value();
    };
}

Act in_lists(Ground& ground, std::int64_t size) {
    return [&ground, size, handler = ground.handler()](std::size_t, std::size_t number) {
        auto const view = ground.application().execution().payment_lists().submit(
            handler, ground.list(number, size), fmt::format("bench-{:08}", number));
        return view && view->list.booked_count == size;
    };
}

Result<int> run(app::Words const& words) {
    Load load{.bench = "payments"};
    load.seconds = JC_TRY(words.number("seconds", load.seconds, 1, 3600));
    load.clients = JC_TRY(words.number("clients", load.clients, 1, 4096));
    load.list_size = JC_TRY(words.number("lists", 0, 0, execution::kListLinesMax));
    auto const options = JC_TRY(ground_options(words));
    auto const ground = JC_TRY(Ground::make(options));
    auto report = measure(*ground, load, load.list_size > 0 ? in_lists(*ground, load.list_size)
                                                            : one_by_one(*ground));
    report.skew = options.skew;
    report.backend = ground->backend_name();
    if (words.flag("baseline")) {
        BaselineOptions baseline{.clients = load.clients,
                                 .seconds = load.seconds,
                                 .lines = std::ssize(ground->quotas())};
        baseline.url = JC_TRY(ground->server());
        report.baseline_per_second = JC_TRY(run_baseline(baseline, ground->skew())).per_second;
    }
    return finish(*ground, report, words.flag("json"));
}

}  // namespace

int payments(std::vector<std::string> const& words) {
    auto const read =
        app::Words::read(words, {"seconds", "clients", "lists", "regions", "quota-lines", "skew",
                                 "backend", "db"},
                         {"json", "baseline"});
    if (!read) return app::report(read.error());
    auto const code = run(*read);
    return code ? *code : app::report(code.error());
}

}  // namespace jincai::bench

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

#include "app/application.h"
#include "app/words.h"
#include "demo/commands.h"
#include "demo/loader.h"
#include "demo/province.h"
#include "platform/json/codec.h"

namespace jincai::demo {

namespace {

constexpr std::int64_t kSeed = 20260301;
constexpr std::int64_t kSeedMax = (std::int64_t{1} << 53) - 1;

struct PrintedAccount {
    std::string user_name;
    std::string password;
    std::string display_name;
    std::string role;
    std::string region_code;
    std::optional<std::string> unit_code;
};
BOOST_DESCRIBE_STRUCT(PrintedAccount, (),
                      (user_name, password, display_name, role, region_code, unit_code))

struct Report {
    std::int64_t seed = 0;
    BusinessDate date;
    std::string digest;
    std::map<std::string, std::int64_t> counts;
    std::int64_t elapsed_ms = 0;
    std::vector<PrintedAccount> accounts;
};
BOOST_DESCRIBE_STRUCT(Report, (), (seed, date, digest, counts, elapsed_ms, accounts))

Report report_of(Loaded const& loaded) {
    Report report{.seed = static_cast<std::int64_t>(loaded.province.seed),
                  .date = loaded.province.today,
                  .digest = fmt::format("{:016x}", loaded.digest),
                  .counts = loaded.counts,
                  .elapsed_ms = loaded.elapsed_ms};
    for (auto const& account : loaded.province.accounts) {
        PrintedAccount printed{.user_name = account.user_name,
                               .password = std::string{kPassword},
                               .display_name = account.display_name,
                               .role = account.role,
                               .region_code = account.region.value()};
        if (account.unit) printed.unit_code = account.unit->value();
        report.accounts.push_back(std::move(printed));
    }
    return report;
}

void print(Report const& report) {
    auto const count = [&](std::string const& name) { return report.counts.at(name); };
    fmt::print("演示数据已建成：{} 个区划，{} 个单位，{} 条指标，{} 笔支付（截至 {}，用时 {} 秒，种子 {}）\n\n",
               count("regions"), count("units"), count("quotas"), count("payments"),
               format_date(report.date), (report.elapsed_ms + 500) / 1000, report.seed);
    fmt::print("以下账户的密码均为 {}\n\n", kPassword);
    for (auto const& account : report.accounts) {
        fmt::print("  {:<14}{}\n", account.user_name, account.display_name);
    }
    fmt::print("\n");
}

Result<LoadOptions> options_of(app::Words const& words) {
    LoadOptions options{.data = words.value_or("data", "data"),
                        .database = words.value_or("db", ""),
                        .parameters =
                            words.value_or("parameters", app::default_parameters().string()),
                        .today = SystemClock{}.today()};
    options.seed = static_cast<std::uint64_t>(JC_TRY(words.number("seed", kSeed, 0, kSeedMax)));
    if (words.flag("sample")) options.extent = Extent::sample;
    if (auto const date = words.value("date")) options.today = JC_TRY(parse_date(*date));
    return options;
}

}  // namespace

int create_province(std::vector<std::string> const& words) {
    auto const read = app::Words::read(words, {"data", "db", "seed", "date", "parameters"},
                                       {"json", "sample"});
    if (!read) return app::report(read.error());
    auto const options = options_of(*read);
    if (!options) return app::report(options.error());
    Progress progress{::isatty(STDERR_FILENO) != 0 || !read->flag("json")};
    auto const loaded = load(*options, progress);
    progress.end();
    if (!loaded) return app::report(loaded.error());
    auto const report = report_of(*loaded);
    if (read->flag("json")) fmt::print("{}\n", json::encode(report));
    else print(report);
    return 0;
}

}  // namespace jincai::demo

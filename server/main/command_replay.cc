#include <cstdio>

#include "app/reading.h"
#include "app/refusals.h"
#include "app/words.h"
#include "main/commands.h"
#include "modules/execution/replay.h"
#include "platform/json/codec.h"

namespace jincai::program {

namespace {

constexpr int kShown = 40;

template <class T>
std::optional<T> code_of(app::Words const& words, std::string const& name) {
    auto const value = words.value(name);
    return value ? std::optional{T{*value}} : std::nullopt;
}

Result<std::optional<FiscalYear>> year_of(app::Words const& words) {
    if (!words.value("year")) return std::nullopt;
    auto const year = JC_TRY(words.number("year", 0, 1949, 2999));
    return FiscalYear{static_cast<std::int32_t>(year)};
}

std::string instant(std::optional<Timestamp> const& at) {
    if (!at) return "-";
    auto const local = *at + std::chrono::hours{8};
    return format_timestamp(local).substr(0, 19) + "+08:00";
}

void print_line(char const* name, Money amount) {
    std::printf("    %-36s %20s\n", name, format_yuan(amount).c_str());
}

void print(execution::AsOfBook const& book) {
    std::printf("%s %s  %d 年  记录 %ld 条（现有 %ld 条），最后一条 %s\n", book.region_code.value().c_str(),
                book.region_name.c_str(), book.fiscal_year.value, book.records, book.records_now,
                instant(book.last_at).c_str());
    std::printf("  科目余额 balances (元)\n");
    for (auto const& row : book.balances)
        print_line(fmt::format("{} {}", row.account, row.name_zh).c_str(),
                   row.debit_fen.is_zero() ? row.credit_fen : row.debit_fen);
    auto const& totals = book.quota_totals;
    std::printf("  指标执行情况 quota statements: %ld\n", totals.quotas);
    print_line("下达 issued", totals.issued_fen);
    print_line("可执行 executable", totals.executable_fen);
    print_line("用款计划 plan", totals.plan_fen);
    print_line("在途 in flight", totals.in_flight_fen);
    print_line("已支付 paid", totals.paid_fen);
    print_line("本月可用 available", totals.available_fen);
    std::printf("  亮灯 lights: %zu，冻结 freezes: %zu\n", book.lights.size(), book.freezes.size());
    for (auto const& freeze : book.freezes)
        std::printf("    %s %s  %s %s  %d 月  %s  自 %s\n", freeze.unit_code.value().c_str(),
                    freeze.unit_name.c_str(), freeze.fund_code.c_str(),
                    freeze.project_class.c_str(), freeze.month.value,
                    freeze.frozen ? "冻结 frozen" : "红灯 red", instant(freeze.since).c_str());
}

void print(execution::AsOfReport const& report) {
    for (auto const& book : report.books) print(book);
}

void print_totals(char const* name, execution::WhatIfTotals const& totals) {
    std::printf("  %-22s 黄灯 yellow %ld，红灯 red %ld，冻结 frozen %ld，被冻结单位 units %ld\n", name,
                totals.yellow_months, totals.reds, totals.freezes, totals.units_frozen);
}

template <class Enum>
char const* text(Enum value) {
    return boost::describe::enum_to_string(value, "");
}

void print_differences(execution::WhatIfReport const& report) {
    int shown = 0;
    for (auto const& row : report.differences) {
        if (row.actual == row.supposed) continue;
        if (++shown > kShown) break;
        std::printf("    %s %s %s  %s %s  %d 月  %s -> %s  %s\n", row.region_code.value().c_str(),
                    row.unit_code.value().c_str(), row.unit_name.c_str(), row.fund_code.c_str(),
                    row.project_class.c_str(), row.month.value, text(row.actual),
                    text(row.supposed),
                    instant(row.supposed_since ? row.supposed_since : row.actual_since).c_str());
    }
    if (shown > kShown) std::printf("    … --json\n");
}

void print(execution::WhatIfReport const& report) {
    std::printf("%d 年  账簿 %ld 本，记录 %ld 条\n", report.fiscal_year.value, report.books,
                report.records);
    for (auto const& setting : report.set)
        std::printf("  %s = %s\n", setting.name.c_str(), setting.value.c_str());
    print_totals("实际 actual", report.actual);
    print_totals("推演 supposed", report.supposed);
    std::printf("  更严 harder %ld，更松 softer %ld，更早 earlier %ld，更晚 later %ld\n", report.harder,
                report.softer, report.earlier, report.later);
    std::printf("  会被拒绝的支付 payments refused: %ld，%s 元；计划 plans refused: %ld，%s 元\n",
                report.payments_refused, format_yuan(report.payments_refused_fen).c_str(),
                report.plans_refused, format_yuan(report.plans_refused_fen).c_str());
    print_differences(report);
}

Result<execution::WhatIfRequest> request_of(app::Words const& words) {
    auto const year = JC_TRY(year_of(words));
    if (!year) return refuse(app::refusals::word_without_value, {{"word", "--year"}});
    execution::WhatIfRequest request{
        .fiscal_year = *year,
        .region_code = code_of<RegionCode>(words, "region"),
        .include_lower = words.flag("include-lower"),
        .unit_code = code_of<UnitCode>(words, "unit"),
        .set = {},
        .refused_payments = words.flag("drop-refused") ? ledger::RefusedPayments::dropped
                                                       : ledger::RefusedPayments::kept};
    for (auto const& setting : words.values("set"))
        request.set.push_back(JC_TRY(execution::parse_setting(setting)));
    return request;
}

Result<execution::AsOfFilter> filter_of(app::Words const& words) {
    execution::AsOfFilter filter{.until = words.value_or("until", ""),
                                 .region_code = code_of<RegionCode>(words, "region"),
                                 .include_lower = words.flag("include-lower"),
                                 .fiscal_year = JC_TRY(year_of(words)),
                                 .unit_code = code_of<UnitCode>(words, "unit"),
                                 .quota_id = {}};
    if (words.value("quota"))
        filter.quota_id = QuotaId{
            JC_TRY(words.number("quota", 0, 1, std::numeric_limits<std::int64_t>::max()))};
    return filter;
}

template <class Report>
void show(app::Words const& words, Report const& report) {
    if (words.flag("json")) std::printf("%s\n", json::encode(report).c_str());
    else print(report);
}

Result<void> run(app::Words const& words) {
    auto const reading =
        JC_TRY(app::Reading::open(words.value_or("data", "data"), words.value_or("db", "")));
    auto const directory = reading->basics().directory();
    execution::ReplayBounds const everything{};
    if (words.value("set")) {
        auto const request = JC_TRY(request_of(words));
        show(words, JC_TRY(execution::what_if(reading->database(), *directory, request, everything)));
        return {};
    }
    auto const filter = JC_TRY(filter_of(words));
    show(words, JC_TRY(execution::as_of(reading->database(), *directory, filter, everything)));
    return {};
}

}  // namespace

int replay(std::vector<std::string> const& words) {
    auto const read = app::Words::read(
        words, {"data", "db", "until", "set", "region", "year", "unit", "quota"},
        {"json", "drop-refused", "include-lower"});
    if (!read) return app::report(read.error());
    auto const done =
        app::guarded(read->value_or("data", "data"), [&] { return run(*read); });
    return done ? 0 : app::report(done.error());
}

}  // namespace jincai::program

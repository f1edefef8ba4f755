#include <cstdio>

#include "app/application.h"
#include "app/words.h"
#include "main/commands.h"
#include "modules/execution/verify.h"
#include "platform/json/codec.h"
#include "platform/storage/file_check.h"

namespace jincai::program {

namespace {

execution::VerifyReport bad_report(std::vector<execution::Finding> findings) {
    execution::VerifyReport report{.ok = false};
    report.first_bad = findings.front();
    report.findings = std::move(findings);
    for (auto const& finding : report.findings) report.checks[finding.check] = false;
    return report;
}

/// Damage of the files is told before SQLite opens them: opening could hide it.
std::optional<execution::VerifyReport> damaged_files(app::Words const& words,
                                                     std::filesystem::path const& data) {
    if (words.value("db")) return std::nullopt;
    std::vector<execution::Finding> findings;
    for (auto const& each :
         storage::check_files(data, std::numeric_limits<std::uintmax_t>::max()))
        findings.push_back({.check = "files", .detail = each.file + " " + each.what});
    if (findings.empty()) return std::nullopt;
    return bad_report(std::move(findings));
}

Result<execution::VerifyReport> run(app::Words const& words) {
    std::filesystem::path const data = words.value_or("data", "data");
    if (auto const damage = damaged_files(words, data)) return *damage;
    try {
        storage::Database database{{.directory = data,
                                    .url = words.value_or("db", ""),
                                    .access = storage::Access::read_only}};
        SystemClock const clock;
        basics::Service basics{database, clock, {.parameters = app::default_parameters(),
                                                 .attachments = data / "attachments"}};
        JC_CHECK(basics.load());
        return execution::verify(database, basics, data / "heads");
    } catch (storage::StorageError const& error) {
        auto refusal = storage::refusal_of(error);
        if (refusal && error.failure() != storage::Failure::corrupt)
            return std::unexpected(*std::move(refusal));
        return bad_report({{.check = "database", .detail = error.what()}});
    }
}

void print(execution::VerifyReport const& report) {
    std::printf("%s  账簿 %ld 本，记录 %ld 条，分录 %ld 条，指标 %ld 条，支付 %ld 笔，操作日志 %ld 条\n",
                report.ok ? "一致 ok" : "不一致 NOT OK", report.books, report.records,
                report.entries, report.quotas, report.payments, report.audit_records);
    for (auto const& finding : report.findings)
        std::printf("  %s  %s/%ld #%ld  %s\n", finding.check.c_str(), finding.region_code.c_str(),
                    finding.fiscal_year, finding.seq, finding.detail.c_str());
}

}  // namespace

int verify(std::vector<std::string> const& words) {
    auto const read = app::Words::read(words, {"data", "db"}, {"json"});
    if (!read) return app::report(read.error());
    auto const report = run(*read);
    if (!report) return app::report(report.error());
    if (read->flag("json")) std::printf("%s\n", json::encode(*report).c_str());
    else print(*report);
    return report->ok ? 0 : 1;
}

}  // namespace jincai::program

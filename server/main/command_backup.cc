#include <cstdio>

#include "app/backup.h"
#include "app/backup_refusals.h"
#include "app/refusals.h"
#include "app/words.h"
#include "main/commands.h"
#include "modules/execution/replay.h"
#include "platform/json/codec.h"

namespace jincai::program {

namespace {

Result<std::filesystem::path> needed(app::Words const& words, std::string const& name) {
    auto const value = words.value(name);
    if (value && !value->empty()) return std::filesystem::path{*value};
    return refuse(app::refusals::word_without_value, {{"word", "--" + name}});
}

std::string instant(std::optional<Timestamp> const& at) {
    return at ? format_timestamp(*at) : std::string{"-"};
}

void print(app::BackupReport const& report) {
    std::printf("%s  %s\n  账簿 %ld 本，记录 %ld 条，操作日志 %ld 条，最后变更 %s\n"
                "  数据页 %ld，本次写入 %ld；附件 %ld，本次复制 %ld；用时 %ld 毫秒\n",
                report.ok ? "已备份 saved" : "已备份，但附件不全 saved, attachments missing",
                report.folder.c_str(), report.books, report.records, report.audit_records,
                instant(report.last_at).c_str(), report.pages, report.pages_written,
                report.attachments, report.attachments_copied, report.took_ms);
    for (auto const& sm3 : report.attachments_missing)
        std::printf("  缺失附件 missing attachment %s\n", sm3.c_str());
}

void print(app::RestoreReport const& report) {
    std::printf("%s  %s\n  账簿 %ld 本，记录 %ld 条，操作日志 %ld 条，附件 %ld，最后变更 %s；用时 %ld 毫秒\n",
                report.ok ? "已还原并通过校验 restored and verified" : "已还原，校验有问题 restored, NOT OK",
                report.backup.c_str(), report.books, report.records, report.audit_records,
                report.attachments, instant(report.last_at).c_str(), report.took_ms);
    for (auto const& sm3 : report.attachments_missing)
        std::printf("  缺失附件 missing attachment %s\n", sm3.c_str());
    for (auto const& row : report.left_behind)
        std::printf("  时点之后 left behind %s/%ld #%ld-%ld\n", row.region_code.c_str(),
                    row.fiscal_year, row.first_seq, row.last_seq);
    for (auto const& finding : report.findings) std::printf("  %s\n", finding.c_str());
}

template <class Report>
int show(app::Words const& words, Result<Report> const& report) {
    if (!report) return app::report(report.error());
    if (words.flag("json")) std::printf("%s\n", json::encode(*report).c_str());
    else print(*report);
    return report->ok ? 0 : 1;
}

Result<app::BackupReport> run_backup(app::Words const& words) {
    if (words.value("db")) return refuse(app::refusals::backup_by_server_tool);
    auto const to = JC_TRY(needed(words, "to"));
    return app::back_up(words.value_or("data", "data"), to,
                        words.flag("incremental") ? backup::Kind::incremental
                                                  : backup::Kind::full);
}

Result<app::RestoreReport> run_restore(app::Words const& words) {
    auto const from = JC_TRY(needed(words, "from"));
    auto const data = JC_TRY(needed(words, "data"));
    std::optional<Timestamp> until;
    if (auto const text = words.value("until")) {
        until = JC_TRY(execution::parse_until(*text)).instant;
        if (!until) return refuse(app::refusals::restore_by_time);
    }
    return app::restore(from, data, until);
}

}  // namespace

int back_up(std::vector<std::string> const& words) {
    auto const read = app::Words::read(words, {"data", "db", "to"}, {"incremental", "json"});
    if (!read) return app::report(read.error());
    return show(*read, run_backup(*read));
}

int restore(std::vector<std::string> const& words) {
    auto const read = app::Words::read(words, {"data", "from", "until"}, {"json"});
    if (!read) return app::report(read.error());
    return show(*read, run_restore(*read));
}

}  // namespace jincai::program

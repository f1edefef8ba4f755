#include <cstdio>

#include "app/backup.h"
#include "app/backup_refusals.h"
#include "app/projections.h"
#include "app/refusals.h"
#include "app/repair.h"
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

void print(app::RepairReport const& report) {
    std::printf("%s  %s  来自 %s；丢失记录 %ld 条；找回附件 %ld；用时 %ld 毫秒\n",
                report.ok ? "已修复并通过校验 repaired and verified" : "仍有问题 NOT OK",
                boost::describe::enum_to_string(report.outcome, ""), report.source.c_str(),
                report.records_lost, report.attachments_restored, report.took_ms);
    if (!report.put_aside.empty())
        std::printf("  原文件留在 as found: %s\n", report.put_aside.c_str());
    for (auto const& row : report.books)
        std::printf("  %s/%ld  已确认 acknowledged #%ld，本库 own #%ld，来源 source #%ld，修复后 repaired "
                    "#%ld，补回 patched %ld\n",
                    row.region_code.c_str(), row.fiscal_year, row.acknowledged_seq, row.own_seq,
                    row.source_seq, row.repaired_seq, row.patched_records);
    for (auto const& row : report.books)
        if (row.lost_first_seq > 0)
            std::printf("  无法找回 lost %s/%ld #%ld-%ld\n", row.region_code.c_str(),
                        row.fiscal_year, row.lost_first_seq, row.lost_last_seq);
    for (auto const& sm3 : report.attachments_missing)
        std::printf("  缺失附件 missing attachment %s\n", sm3.c_str());
    for (auto const& finding : report.findings) std::printf("  %s\n", finding.c_str());
}

void print(app::RebuildReport const& report) {
    std::printf("%s  记录 %ld 条，未跟上 %ld 条；用时 %ld 毫秒\n",
                report.ok ? "读模型已重建 rebuilt" : "未能跟上 NOT OK", report.records,
                report.lag_records, report.took_ms);
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

Result<app::RepairReport> run_repair(app::Words const& words) {
    if (words.value("db")) return refuse(app::refusals::backup_by_server_tool);
    auto const from = JC_TRY(needed(words, "from"));
    auto const data = JC_TRY(needed(words, "data"));
    return app::repair(data, from,
                       words.flag("accept-loss") ? app::Loss::accepted : app::Loss::refused);
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

int repair(std::vector<std::string> const& words) {
    auto const read = app::Words::read(words, {"data", "db", "from"}, {"accept-loss", "json"});
    if (!read) return app::report(read.error());
    return show(*read, run_repair(*read));
}

int projections(std::vector<std::string> const& words) {
    auto const read = app::Words::read(words, {"data", "db"}, {"json"});
    if (!read) return app::report(read.error());
    if (read->plain() != std::vector<std::string>{"rebuild"}) {
        std::fputs(help().c_str(), stderr);
        return 2;
    }
    return show(*read, app::rebuild_projections(read->value_or("data", "data"),
                                                read->value_or("db", "")));
}

}  // namespace jincai::program

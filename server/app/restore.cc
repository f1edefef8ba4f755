#include <fstream>

#include "app/backup.h"
#include "app/backup_parts.h"
#include "app/backup_refusals.h"
#include "app/reading.h"
#include "base/text.h"
#include "platform/backup/files.h"

namespace jincai::app {

namespace {

namespace fs = std::filesystem;

Result<std::size_t> chosen(std::vector<backup::Backup> const& all,
                           std::optional<Timestamp> until) {
    auto at = all.size();
    while (at > 0 && until && all[at - 1].manifest.last_at > *until) --at;
    if (at > 0) return at - 1;
    return refuse(refusals::restore_nothing_that_old,
                  {{"first", format_timestamp(*all.front().manifest.last_at)},
                   {"until", format_timestamp(*until)}});
}

bool is_empty_or_absent(fs::path const& folder) {
    return !fs::exists(folder) || (fs::is_directory(folder) && fs::is_empty(folder));
}

std::map<std::string, std::int64_t> files_in(fs::path const& list) {
    std::map<std::string, std::int64_t> files;
    std::ifstream in{list};
    for (std::string line; std::getline(in, line);) {
        auto const fields = split(line, '\t');
        if (fields.size() == 2)
            files[std::string{fields[0]}] = parse_int(fields[1]).value_or(0);
    }
    return files;
}

std::vector<LeftBehind> left_behind(execution::Heads const& restored,
                                    execution::Heads const& newest) {
    std::vector<LeftBehind> rows;
    for (auto const& [book, head] : newest) {
        auto const found = restored.find(book);
        auto const have = found == restored.end() ? 0 : found->second.seq;
        if (head.seq > have)
            rows.push_back({book.region.value(), book.year.value, have + 1, head.seq});
    }
    return rows;
}

audit::Record act_of(RestoreReport const& report, std::optional<Timestamp> until) {
    audit::Record act{.action = "data_restored",
                      .object_kind = "backup",
                      .object_id = report.backup};
    audit::note(act, "last_at", "", report.last_at ? format_timestamp(*report.last_at) : "-");
    if (until) audit::note(act, "until", "", format_timestamp(*until));
    std::int64_t behind = 0;
    for (auto const& row : report.left_behind) behind += row.last_seq - row.first_seq + 1;
    audit::note(act, "records_left_behind", "", std::to_string(behind));
    return act;
}

Result<RestoreReport> bring_back(fs::path const& archive, fs::path const& data,
                                 std::optional<Timestamp> until) {
    if (!is_empty_or_absent(data))
        return refuse(refusals::restore_target_used, {{"folder", data.string()}});
    auto const all = JC_TRY(backup::read_archive(archive));
    auto const at = JC_TRY(chosen(all, until));
    auto const& picked = all[at];
    fs::create_directories(data);
    JC_CHECK(backup::materialize(backup::chain_of(all, at), data / "jincai.db"));
    backup::copy_synced(picked.folder / "heads", data / "heads");
    auto const wanted = files_in(picked.folder / "attachments");
    auto const copied = copy_attachments(wanted, archive / "attachments", data / "attachments");
    backup::sync(data);
    RestoreReport report{.backup = picked.folder.filename().string(),
                         .last_at = picked.manifest.last_at,
                         .books = picked.manifest.books,
                         .records = picked.manifest.records,
                         .audit_records = picked.manifest.audit_records,
                         .attachments = std::ssize(wanted),
                         .attachments_missing = copied.missing,
                         .left_behind =
                             left_behind(execution::read_heads_file(picked.folder / "heads"),
                                         execution::read_heads_file(all.back().folder / "heads"))};
    JC_CHECK(start_once(data, act_of(report, until)));
    report.findings = JC_TRY(findings_of(data));
    report.ok = report.findings.empty() && report.attachments_missing.empty();
    return report;
}

}  // namespace

Result<RestoreReport> restore(fs::path const& archive, fs::path const& data,
                              std::optional<Timestamp> until) {
    Watch const watch;
    return guarded(data, [&]() -> Result<RestoreReport> {
        auto report = JC_TRY(bring_back(archive, data, until));
        report.took_ms = watch.ms();
        return report;
    });
}

}  // namespace jincai::app

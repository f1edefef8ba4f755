#include "app/backup.h"

#include <fstream>

#include "app/backup_parts.h"
#include "app/backup_refusals.h"
#include "app/reading.h"
#include "modules/execution/store_journal.h"
#include "platform/backup/files.h"
#include "platform/backup/pages.h"
#include "platform/backup/refusals.h"
#include "platform/storage/copy.h"

namespace jincai::app {

namespace {

namespace fs = std::filesystem;

/// One backup in the making, in a folder that gets its name when it is whole.
class Saving {
public:
    Saving(fs::path data, fs::path archive, std::vector<backup::Backup> before, backup::Kind kind)
        : data_{std::move(data)}, archive_{std::move(archive)}, before_{std::move(before)} {
        manifest_.number = before_.empty() ? 1 : before_.back().manifest.number + 1;
        manifest_.kind = before_.empty() ? backup::Kind::full : kind;
        manifest_.program_version = JINCAI_VERSION;
        manifest_.made_at = SystemClock{}.now();
        folder_ = archive_ / fmt::format(".partial-{:04}", manifest_.number);
        fs::remove_all(folder_);  // what an interrupted backup left
        fs::create_directories(folder_);
    }

    Result<BackupReport> save() {
        storage::copy_database(data_, image());
        JC_CHECK(look());
        JC_CHECK(keep_pages());
        auto const place = archive_ / backup::folder_name(manifest_.number, manifest_.kind);
        backup::seal(folder_, manifest_);
        fs::rename(folder_, place);
        backup::sync(archive_);
        backup::write_page_list(archive_ / "pages", pages_);
        report_.folder = place.string();
        report_.kind = manifest_.kind;
        return std::move(report_);
    }

private:
    [[nodiscard]] fs::path image() const { return folder_ / "jincai.db"; }

    /// Reads the copy: what it holds, and that it continues the backup before. The attachments come
    /// after the database: every file that it names was there before its row.
    Result<void> look() {
        std::map<std::string, std::int64_t> files;
        {
            storage::Database const copy{
                {.directory = folder_, .access = storage::Access::read_only, .read_sessions = 1}};
            JC_CHECK(check_continuity(copy));
            copy.read([&](storage::Session& session) {
                auto const found = holdings(session);
                manifest_.books = report_.books = found.books;
                manifest_.records = report_.records = found.records;
                manifest_.audit_records = report_.audit_records = found.audit_records;
                manifest_.last_at = report_.last_at = found.last_at;
                execution::write_heads_file(folder_ / "heads", execution::read_heads(session));
                files = attachment_files(session);
            });
        }
        for (auto const* left : {"jincai.db-wal", "jincai.db-shm"}) fs::remove(folder_ / left);
        auto const copied =
            copy_attachments(files, data_ / "attachments", archive_ / "attachments");
        manifest_.attachments = report_.attachments = std::ssize(files);
        report_.attachments_copied = copied.copied;
        report_.attachments_missing = copied.missing;
        report_.ok = copied.missing.empty();
        std::ofstream list{folder_ / "attachments"};
        for (auto const& [sm3, size] : files) list << sm3 << '\t' << size << '\n';
        return {};
    }

    /// The end of each journal of the backup before stands in this one; a full backup proves the
    /// chains from their beginning.
    Result<void> check_continuity(storage::Database const& copy) const {
        if (!before_.empty())
            JC_CHECK(copy.read([&](storage::Session& session) {
                return execution::check_heads_file(before_.back().folder / "heads", session);
            }));
        if (manifest_.kind != backup::Kind::full) return {};
        auto const books = copy.read(
            [](storage::Session& session) { return execution::stored_books(session); });
        for (auto const& book : books)
            JC_TRY(execution::read_journal(copy, book, execution::kWholeJournal,
                                           [](ledger::Posting const&) { return true; }));
        return {};
    }

    Result<void> keep_pages() {
        pages_ = backup::pages_of(image());
        manifest_.page_size = pages_.page_size;
        manifest_.pages = report_.pages = report_.pages_written = std::ssize(pages_.digests);
        manifest_.image_sm3 = report_.image_sm3 = pages_.root();
        if (manifest_.kind == backup::Kind::full) return {};
        auto const before = JC_TRY(pages_before());
        report_.pages_written =
            backup::write_delta(folder_ / "pages.delta", image(), before, pages_);
        fs::remove(image());
        return {};
    }

    /// The list that the last backup left, or made again when it is not the last one's.
    Result<backup::PageList> pages_before() {
        auto const list = backup::read_page_list(archive_ / "pages");
        if (list && list->root() == before_.back().manifest.image_sm3 &&
            list->page_size == pages_.page_size)
            return *list;
        auto const again = folder_ / "before.db";
        JC_CHECK(backup::materialize(backup::chain_of(before_, before_.size() - 1), again));
        auto made = backup::pages_of(again);
        fs::remove(again);
        return made;
    }

    fs::path data_;
    fs::path archive_;
    std::vector<backup::Backup> before_;
    fs::path folder_;
    backup::Manifest manifest_;
    backup::PageList pages_;
    BackupReport report_;
};

bool is_inside(fs::path const& inner, fs::path const& outer) {
    auto const relative = fs::weakly_canonical(inner).lexically_relative(fs::weakly_canonical(outer));
    return !relative.empty() && *relative.begin() != "..";
}

Result<std::vector<backup::Backup>> archived(fs::path const& archive) {
    auto found = backup::read_archive(archive);
    if (!found && found.error().spec == &backup::refusals::backup_none)
        return std::vector<backup::Backup>{};
    return found;
}

}  // namespace

Result<BackupReport> back_up(fs::path const& data, fs::path const& archive, backup::Kind wanted) {
    Watch const watch;
    return guarded(data, [&]() -> Result<BackupReport> {
        if (is_inside(archive, data))
            return refuse(refusals::backup_target_inside, {{"folder", archive.string()}});
        fs::create_directories(archive);
        auto const lock = lock_data(archive);
        if (!lock) return refuse(refusals::backup_running, {{"folder", archive.string()}});
        auto before = JC_TRY(archived(archive));
        auto report = JC_TRY(Saving(data, archive, std::move(before), wanted).save());
        report.took_ms = watch.ms();
        return report;
    });
}

}  // namespace jincai::app

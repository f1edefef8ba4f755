#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "platform/backup/archive.h"

/// Saving a data directory beside its running server, and bringing it back.
namespace jincai::app {

struct BackupReport {
    bool ok = true;  ///< false when an attachment could not be saved
    std::string folder;
    backup::Kind kind{};
    std::optional<Timestamp> last_at;  ///< of the last change in it
    std::int64_t books = 0;
    std::int64_t records = 0;
    std::int64_t audit_records = 0;
    std::int64_t pages = 0;
    std::int64_t pages_written = 0;
    std::int64_t attachments = 0;
    std::int64_t attachments_copied = 0;
    std::vector<std::string> attachments_missing;  ///< SM3 of what is absent or damaged
    std::string image_sm3;
    std::int64_t took_ms = 0;
};
BOOST_DESCRIBE_STRUCT(BackupReport, (),
                      (ok, folder, kind, last_at, books, records, audit_records, pages,
                       pages_written, attachments, attachments_copied, attachments_missing,
                       image_sm3, took_ms))

/// Adds a backup to `archive`. An incremental one holds the pages that changed since the last; the
/// first of an archive is always full. Refused when the database does not continue the last backup.
[[nodiscard]] Result<BackupReport> back_up(std::filesystem::path const& data,
                                           std::filesystem::path const& archive,
                                           backup::Kind wanted);

/// Records that the archive knows beyond the moment that was restored.
struct LeftBehind {
    std::string region_code;
    std::int64_t fiscal_year = 0;
    std::int64_t first_seq = 0;
    std::int64_t last_seq = 0;
};
BOOST_DESCRIBE_STRUCT(LeftBehind, (), (region_code, fiscal_year, first_seq, last_seq))

struct RestoreReport {
    bool ok = true;  ///< everything verifies and every attachment is there
    std::string backup;
    std::optional<Timestamp> last_at;
    std::int64_t books = 0;
    std::int64_t records = 0;
    std::int64_t audit_records = 0;
    std::int64_t attachments = 0;
    std::vector<std::string> attachments_missing;
    std::vector<LeftBehind> left_behind;
    std::vector<std::string> findings;  ///< of `verify`, in words
    std::int64_t took_ms = 0;
};
BOOST_DESCRIBE_STRUCT(RestoreReport, (),
                      (ok, backup, last_at, books, records, audit_records, attachments,
                       attachments_missing, left_behind, findings, took_ms))

/// Makes a data directory out of the newest backup, or of the newest whose last change is not
/// younger than `until`; starts it once as a server would, notes the act in its audit log, verifies.
[[nodiscard]] Result<RestoreReport> restore(std::filesystem::path const& archive,
                                            std::filesystem::path const& data,
                                            std::optional<Timestamp> until);

}  // namespace jincai::app

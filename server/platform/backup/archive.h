#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/result.h"
#include "base/time.h"

/// A folder of backups. Each is a folder of its own, `NNNN-full` or `NNNN-incremental`, never
/// changed once it is there:
///
///   NNNN-full/jincai.db            the whole database, one committed state
///   NNNN-incremental/pages.delta   the pages that changed since the one before
///   .../heads                      the ends of its journals
///   .../attachments                the files it names: SM3 and size, one a line
///   .../manifest.json, manifest.sm3
///   attachments/ab/cdef..          the files themselves, shared by all
///   pages                          the page digests of the newest; made again when it does not fit
namespace jincai::backup {

BOOST_DEFINE_ENUM_CLASS(Kind, full, incremental)

struct StoredFile {
    std::string name;
    std::int64_t size_bytes = 0;
    std::string sm3;
};
BOOST_DESCRIBE_STRUCT(StoredFile, (), (name, size_bytes, sm3))

struct Manifest {
    std::int64_t format = 1;
    std::int64_t number = 0;
    Kind kind{};
    std::string program_version;
    Timestamp made_at;                 ///< by the clock of the machine
    std::optional<Timestamp> last_at;  ///< of the last change in it, by the clock of the data
    std::int64_t page_size = 0;
    std::int64_t pages = 0;
    std::string image_sm3;  ///< `PageList::root` of the whole database
    std::int64_t books = 0;
    std::int64_t records = 0;
    std::int64_t audit_records = 0;
    std::int64_t attachments = 0;
    std::vector<StoredFile> files;  ///< in this folder
};
BOOST_DESCRIBE_STRUCT(Manifest, (),
                      (format, number, kind, program_version, made_at, last_at, page_size, pages,
                       image_sm3, books, records, audit_records, attachments, files))

/// One backup, as its folder says.
struct Backup {
    std::filesystem::path folder;
    Manifest manifest;
};

/// `0007-incremental`
[[nodiscard]] std::string folder_name(std::int64_t number, Kind kind);

/// Lists the files of `folder` in the manifest and writes it; everything is on the disk afterwards.
void seal(std::filesystem::path const& folder, Manifest manifest);

/// All backups of an archive by their numbers, each checked against its manifest's digest. Refused
/// when there is none, or when a manifest is missing, altered or of a newer program.
[[nodiscard]] Result<std::vector<Backup>> read_archive(std::filesystem::path const& archive);

/// Refused with `backup_damaged` when a file of the backup is not the one it was.
[[nodiscard]] Result<void> check_files(Backup const& backup);

/// Writes the database as `chain.back()` has it: the last full image up to there and every delta
/// since. Refused when a link is missing or damaged, or the result is not the image that was saved.
[[nodiscard]] Result<void> materialize(std::vector<Backup> const& chain,
                                       std::filesystem::path const& database_file);

/// The backups that `all[at]` is made of: from the last full one up to it.
[[nodiscard]] std::vector<Backup> chain_of(std::vector<Backup> const& all, std::size_t at);

}  // namespace jincai::backup

#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace jincai::storage {

/// A file of the data directory that is not as SQLite left it.
struct FileFinding {
    std::string file;
    std::string what;  ///< where, and what would be lost
};

/// How much of the pages a start reads; `verify` reads all of them.
inline constexpr std::uintmax_t kScannedAtStartMost = 256 * 1024 * 1024;

/// What is wrong with the files of `directory`, read without SQLite: the log, and every page of a
/// database file of at most `pages_most` bytes.
[[nodiscard]] std::vector<FileFinding> check_files(std::filesystem::path const& directory,
                                                   std::uintmax_t pages_most);

/// Before the server opens the database: throws `StorageError` (`corrupt`) at the first finding and
/// leaves everything as it is. Read models that are damaged are put aside, to be made again.
/// Requires that no server is running.
void check_before_start(std::filesystem::path const& directory);

}  // namespace jincai::storage

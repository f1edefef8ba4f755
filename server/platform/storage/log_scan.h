#pragma once

#include <cstdint>
#include <filesystem>
#include <set>

namespace jincai::storage {

/// What SQLite's log holds before SQLite opens it. Its own recovery ends at the first frame that does
/// not verify and forgets everything behind it without a word: right for the tail that a crash tore
/// off, wrong for damage in the middle. Opening the file destroys the difference.
struct LogScan {
    std::int64_t frames = 0;          ///< that verify from the beginning
    std::int64_t bad_frame = 0;       ///< the first that does not, from 1; 0 when all do
    std::int64_t commits_behind = 0;  ///< commits that verify behind it: recovery would drop them
    bool header_damaged = false;      ///< recovery would drop the whole log
    std::set<std::uint32_t> pages;    ///< that recovery will take from the log

    /// A commit is on the disk before the next begins, so a crash leaves at most one half written.
    [[nodiscard]] bool is_damaged() const { return header_damaged || commits_behind >= 2; }
};

/// Scans `file`; a missing one is an empty log. Throws `StorageError` (`io`) when it cannot be read.
[[nodiscard]] LogScan scan_log(std::filesystem::path const& file);

}  // namespace jincai::storage

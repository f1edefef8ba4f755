#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

namespace jincai::storage {

/// How far the commits of a database have come.
struct Progress {
    std::int64_t epoch = 0;
    std::int64_t commits = 0;
    friend auto operator<=>(Progress const&, Progress const&) = default;
};

/// DIR/COMMITS: the last commit, noted outside the database before anyone hears of it. A database
/// that silently lost its tail - a damaged log, an old copy put back - opens without complaint; the
/// note tells. It is not synced: after a power cut it may be older than the database, never newer.
class CommitNote {
public:
    /// What the note says; nothing for a first start, and for a note that is not readable.
    [[nodiscard]] static std::optional<Progress> read(std::filesystem::path const& directory);

    /// Opens the note for writing and puts `progress` into it for good. Throws `StorageError`.
    CommitNote(std::filesystem::path const& directory, Progress progress);
    ~CommitNote();
    CommitNote(CommitNote const&) = delete;
    CommitNote& operator=(CommitNote const&) = delete;

    /// Some microseconds: one small write into the same place.
    void set(Progress progress) noexcept;

private:
    int file_ = -1;
};

}  // namespace jincai::storage

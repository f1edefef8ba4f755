#pragma once

#include <cstdint>

#include "platform/storage/commit_note.h"
#include "platform/storage/connection.h"
#include "platform/storage/session.h"

namespace jincai::storage {

/// The right of one server to write a database: the epoch it took when it opened, and the number of
/// its last commit, both in one row that every commit moves. Whoever comes later takes the next
/// epoch, and the commits of the one before fail from then on, however long it had been asleep.
/// The same row tells afterwards whether a commit was kept whose answer was lost.
class Claim {
public:
    /// Takes the next epoch in a transaction of its own. Throws `in_use` where a server of ours is
    /// known to be connected, and `corrupt`, before it writes anything, when the database has not
    /// come as far as was noted outside it.
    Claim(Connection& connection, std::optional<Progress> noted);

    /// The first statement that a commit adds: throws `superseded` when the epoch is not ours.
    void prove(Session& session);
    void kept() { ++commits_; }
    /// The last commit that is known to be kept.
    [[nodiscard]] Progress progress() const { return {epoch_, commits_}; }

    /// Whether a commit that failed like this may have been kept.
    [[nodiscard]] bool is_ambiguous(Failure failure) const {
        return failure == Failure::lost || failure == Failure::io || failure == Failure::other;
    }
    void doubt() { doubtful_ = true; }
    [[nodiscard]] bool is_doubtful() const { return doubtful_; }
    /// Inside a transaction: reads whether the doubtful commit is there. On the embedded database
    /// the commit of this transaction settles it: it takes the place of what was half written.
    void settle(Session& session);
    void settled();
    /// After `settle`.
    [[nodiscard]] bool was_kept() const { return was_kept_; }

private:
    std::int64_t epoch_ = 0;
    std::int64_t commits_ = 0;
    bool doubtful_ = false;
    bool was_kept_ = false;
};

}  // namespace jincai::storage

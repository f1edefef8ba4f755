#pragma once

#include <functional>
#include <memory>

#include "platform/storage/database.h"

namespace jincai::storage {

/// Transactions of one thread that follow each other closely (pipelined group commit): while one is
/// committed on a thread of the chain, the next is recorded - its rows are held back, and anything
/// else it asks of the database waits for the end of the one before.
///
/// The chain holds the write lock from the first `begin` until it rests, so that nothing of others
/// comes between. Its calls belong to one thread. When a commit fails, what was recorded behind it
/// is undone as well, because it was decided on what is not there.
class WriteChain {
public:
    /// `on_end` is called on the chain's thread whenever a commit has ended: time to `land`.
    WriteChain(Database& database, std::function<void()> on_end);
    /// Waits for what is on its way. What is recorded is undone.
    ~WriteChain();
    WriteChain(WriteChain const&) = delete;
    WriteChain& operator=(WriteChain const&) = delete;

    /// The session of the next transaction; waits for the write lock when the chain rests. Requires
    /// that none is being recorded.
    [[nodiscard]] Session& begin();
    /// Sends what was recorded on its way. Requires that nothing is on its way.
    void send();
    /// Undoes what was recorded.
    void undo() noexcept;

    [[nodiscard]] bool is_on_its_way() const;
    /// Whether what was sent has ended and `land` will not wait.
    [[nodiscard]] bool has_ended() const;
    /// Waits for the end of what was sent, and tells its news. Throws `StorageError` when it was not
    /// committed; then nothing is recorded any more. Rests when nothing is.
    void land();
    /// Whether other writers wait: a chain that never rests keeps them waiting.
    [[nodiscard]] bool is_contended() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace jincai::storage

#pragma once

// Included by sources of this folder alone.

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "base/assert.h"
#include "platform/storage/claim.h"
#include "platform/storage/connection.h"
#include "platform/storage/database.h"
#include "platform/storage/directory_lock.h"

namespace jincai::storage {

/// A lock that serves its takers in the order of their arrival.
class FairLock {
public:
    void lock() {
        std::unique_lock guard{mutex_};
        JC_ASSERT(owner_ != std::this_thread::get_id());  // a write inside a write never ends
        auto const ticket = next_++;
        turn_.wait(guard, [&] { return serving_ == ticket; });
        owner_ = std::this_thread::get_id();
    }
    /// Whether somebody else waits.
    [[nodiscard]] bool is_contended() const {
        std::lock_guard const guard{mutex_};
        return next_ > serving_ + 1;
    }
    void unlock() {
        {
            std::lock_guard const guard{mutex_};
            owner_ = {};
            ++serving_;
        }
        turn_.notify_all();
    }

private:
    mutable std::mutex mutex_;
    std::condition_variable turn_;
    std::uint64_t next_ = 0;     // guarded by mutex_
    std::uint64_t serving_ = 0;  // guarded by mutex_
    std::thread::id owner_;      // guarded by mutex_
};

using News = std::vector<std::function<void()>>;

/// One session that writes, and the turns of those who use it.
struct Pen {
    std::unique_ptr<Session> session;
    std::unique_ptr<Session> second;  ///< on the same connection, for a chain's every other one
    FairLock lock;
};

struct Database::Impl {
    explicit Impl(Options given);

    [[nodiscard]] std::unique_ptr<Connection> connected(Role role) const;
    /// The connection that writes, once nothing is found that a start would hide.
    std::unique_ptr<Connection> claimed();
    Pen& pen(Role role) { return role == Role::writer ? writer : models; }
    void begin(Session& session, Role role) const;
    /// Under the writer's lock; settles what is in doubt before.
    void begin_claimed(Session& session);
    /// Commits under the epoch and gives what is to be told of it. Throws `unknown` when neither the
    /// commit nor a look at the database afterwards was answered.
    [[nodiscard]] News commit_claimed(Session& session);
    [[nodiscard]] News commit_models();
    void settle(Session& session);
    void try_to_settle(Session& session);

    Options options;
    std::function<void()> superseded;
    std::optional<DirectoryLock> directory_lock;
    std::optional<Claim> claim;  ///< used only under the writer's lock, as are the sessions
    std::optional<CommitNote> note;  ///< moves after each commit, before anyone hears of it
    Pen writer;
    Pen models;
    std::mutex mutex;
    std::condition_variable returned;
    std::vector<std::unique_ptr<Session>> readers;  ///< guarded by mutex; made when first needed
    std::vector<Session*> free;  ///< guarded by mutex; the last used comes first, its cache is warm
};

/// Tells listeners; what they throw is dropped, for committed is committed.
void tell(News const& news);

}  // namespace jincai::storage

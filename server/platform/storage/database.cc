#include "platform/storage/database.h"

#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <thread>
#include <vector>

#include <fmt/format.h>

#include "base/assert.h"
#include "platform/storage/claim.h"
#include "platform/storage/connection.h"
#include "platform/storage/directory_lock.h"
#include "platform/storage/file_check.h"

namespace jincai::storage {

namespace {

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
    void unlock() {
        {
            std::lock_guard const guard{mutex_};
            owner_ = {};
            ++serving_;
        }
        turn_.notify_all();
    }

private:
    std::mutex mutex_;
    std::condition_variable turn_;
    std::uint64_t next_ = 0;     // guarded by mutex_
    std::uint64_t serving_ = 0;  // guarded by mutex_
    std::thread::id owner_;      // guarded by mutex_
};

void make_directory(std::filesystem::path const& directory) {
    std::error_code error;
    std::filesystem::create_directories(directory, error);
    if (error) throw StorageError{Failure::io, "cannot make the data directory"};
}

void end_process() {
    std::fputs("event=superseded reason=\"another server has taken over this database\"\n", stderr);
    std::_Exit(3);
}

}  // namespace

/// One session that writes, and the turns of those who use it.
struct Pen {
    std::unique_ptr<Session> session;
    FairLock lock;
};

struct Database::Impl {
    explicit Impl(Options given) : options{std::move(given)} {
        if (options.access == Access::read_only) {
            auto const file = options.directory / "jincai.db";
            if (options.url.empty() && !std::filesystem::exists(file))
                throw StorageError{Failure::io, "there is no database in this directory"};
            return;
        }
        make_directory(options.directory);
        directory_lock.emplace(options.directory);
        auto connection = claimed();
        writer.session = std::make_unique<Session>(std::move(connection), Role::writer);
        models.session = std::make_unique<Session>(connected(Role::read_models), Role::read_models);
    }

    [[nodiscard]] std::unique_ptr<Connection> connected(Role role) const {
        auto connection = connect({.url = options.url,
                                   .directory = options.directory,
                                   .role = role,
                                   .busy_timeout = options.busy_timeout,
                                   .cache_kib = role == Role::reader ? options.cache_kib / 8
                                                                     : options.cache_kib,
                                   .page_size = options.page_size,
                                   .durable = options.durability == Durability::full});
        bool const writes = options.access == Access::exclusive;
        if (writes && !options.accepts_unsafe_server) connection->check_settings();
        return connection;
    }
    /// The connection that writes, once nothing is found that a start would hide.
    std::unique_ptr<Connection> claimed() try {
        if (options.url.empty()) check_before_start(options.directory);
        auto connection = connected(Role::writer);
        claim.emplace(*connection, CommitNote::read(options.directory));
        note.emplace(options.directory, claim->progress());
        return connection;
    } catch (StorageError const& error) {
        if (error.failure() != Failure::corrupt) throw;
        throw StorageError{Failure::corrupt,
                           fmt::format("{}: {}", options.directory.string(), error.what())};
    }
    Pen& pen(Role role) { return role == Role::writer ? writer : models; }
    void begin(Session& session, Role role) const;
    void commit_claimed();
    void settle();
    void try_to_settle();

    Options options;
    std::function<void()> superseded = end_process;
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

/// A server's connection may have gone while nobody looked: it is made again once.
void Database::Impl::begin(Session& session, Role role) const {
    try {
        session.begin();
    } catch (StorageError const& error) {
        if (error.failure() != Failure::lost) throw;
        session.reopen(connected(role));
        session.begin();
    }
}

/// Commits under the epoch. Throws `unknown` when neither the commit nor a look at the database
/// afterwards was answered.
void Database::Impl::commit_claimed() {
    auto& session = *writer.session;
    session.flush();
    claim->prove(session);
    try {
        session.commit();
        claim->kept();
        note->set(claim->progress());
    } catch (StorageError const& error) {
        if (!claim->is_ambiguous(error.failure())) throw;
        claim->doubt();
        session.rollback();
        try_to_settle();
        if (!claim->was_kept()) throw;
    }
}

/// Finds out how the last commit ended.
void Database::Impl::settle() {
    auto& session = *writer.session;
    if (!options.url.empty()) session.reopen(connected(Role::writer));
    session.begin();
    try {
        claim->settle(session);
        session.commit();
    } catch (...) {
        session.rollback();
        throw;
    }
    claim->settled();
    note->set(claim->progress());
}

/// Throws `superseded`, or `unknown` as long as the database does not answer.
void Database::Impl::try_to_settle() {
    try {
        settle();
    } catch (StorageError const& error) {
        if (error.failure() == Failure::superseded) throw;
        throw StorageError{Failure::unknown, error.what()};
    }
}

Database::Database(Options options) : impl_{std::make_unique<Impl>(std::move(options))} {}

Database::~Database() = default;

Options const& Database::options() const {
    return impl_->options;
}

void Database::on_superseded(std::function<void()> act) {
    impl_->superseded = std::move(act);
}

void Database::checkpoint() {
    if (!impl_->options.url.empty()) return;
    for (auto* pen : {&impl_->writer, &impl_->models}) {
        std::lock_guard const guard{pen->lock};
        JC_ASSERT(pen->session);
        pen->session->script("pragma wal_checkpoint(truncate)");
    }
}

Session& Database::lease_reader() const {
    std::unique_lock guard{impl_->mutex};
    auto& readers = impl_->readers;
    bool const got = impl_->returned.wait_for(guard, impl_->options.lease_timeout, [&] {
        return !impl_->free.empty() || readers.size() < impl_->options.read_sessions;
    });
    if (!got) throw StorageError{Failure::busy, "no read session became free in time"};
    if (impl_->free.empty()) {
        auto made = std::make_unique<Session>(impl_->connected(Role::reader), Role::reader);
        impl_->free.push_back(made.get());
        readers.push_back(std::move(made));
    }
    Session* const session = impl_->free.back();
    impl_->free.pop_back();
    guard.unlock();
    try {
        impl_->begin(*session, Role::reader);
    } catch (...) {
        return_reader(*session);
        throw;
    }
    return *session;
}

void Database::return_reader(Session& session) const noexcept {
    session.rollback();  // nothing was written: ending the snapshot is all there is to do
    {
        std::lock_guard const guard{impl_->mutex};
        impl_->free.push_back(&session);
    }
    impl_->returned.notify_one();
}

Session& Database::begin_write(Role role) {
    auto& pen = impl_->pen(role);
    JC_ASSERT(pen.session);
    pen.lock.lock();
    try {
        if (role == Role::writer && impl_->claim->is_doubtful()) impl_->try_to_settle();
        impl_->begin(*pen.session, role);
    } catch (StorageError const& error) {
        pen.lock.unlock();
        if (error.failure() == Failure::superseded) impl_->superseded();
        throw;
    } catch (...) {
        pen.lock.unlock();
        throw;
    }
    return *pen.session;
}

void Database::commit_write(Role role) {
    auto& pen = impl_->pen(role);
    // Before the commit: one whose answer is lost, and which is found to be kept, has news as well.
    auto const news = pen.session->take_news();
    try {
        if (role == Role::writer) impl_->commit_claimed();
        else pen.session->commit();
    } catch (StorageError const& error) {
        rollback_write(role);
        if (error.failure() == Failure::superseded) impl_->superseded();
        throw;
    }
    pen.lock.unlock();
    for (auto const& act : news) {
        try {
            act();
        } catch (std::exception const&) {
            // Committed is committed: nobody may take this for a failed write.
        }
    }
}

void Database::rollback_write(Role role) noexcept {
    auto& pen = impl_->pen(role);
    pen.session->rollback();
    pen.lock.unlock();
}

}  // namespace jincai::storage

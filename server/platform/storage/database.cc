#include "platform/storage/database.h"

#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <fmt/format.h>

#include "base/assert.h"
#include "platform/storage/connection.h"

namespace jincai::storage {

namespace {

/// DIR/LOCK, held as long as the server lives; the system releases it whatever ends the process.
class DirectoryLock {
public:
    explicit DirectoryLock(std::filesystem::path const& directory) {
        auto const path = directory / "LOCK";
        file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (file_ < 0) throw StorageError{Failure::io, "cannot open the file LOCK"};
        if (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
            ::close(file_);
            throw StorageError{Failure::in_use, "another server holds the data directory"};
        }
    }
    ~DirectoryLock() { ::close(file_); }
    DirectoryLock(DirectoryLock const&) = delete;
    DirectoryLock& operator=(DirectoryLock const&) = delete;

private:
    int file_ = -1;
};

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

std::filesystem::path prepared(std::filesystem::path const& directory) {
    std::error_code error;
    std::filesystem::create_directories(directory, error);
    if (error) throw StorageError{Failure::io, "cannot make the data directory"};
    return directory / "jincai.db";
}

}  // namespace

struct Database::Impl {
    explicit Impl(Options given) : options{std::move(given)} {
        bool const exclusive = options.access == Access::exclusive;
        auto const file = exclusive ? prepared(options.directory) : options.directory / "jincai.db";
        if (exclusive) lock.emplace(options.directory);
        if (!exclusive && !std::filesystem::exists(file)) {
            throw StorageError{Failure::io, "there is no database in this directory"};
        }
        ConnectionOptions connection{.file = file,
                                     .busy_timeout = options.busy_timeout,
                                     .cache_kib = options.cache_kib,
                                     .page_size = options.page_size,
                                     .synchronous = options.durability == Durability::full,
                                     .query_only = !exclusive};
        if (exclusive) writer.emplace(std::make_unique<Connection>(connection));
        connection.query_only = true;
        connection.cache_kib = options.cache_kib / 8;
        for (std::size_t i = 0; i < options.read_sessions; ++i) {
            readers.push_back(std::make_unique<Session>(std::make_unique<Connection>(connection)));
            free.push_back(readers.back().get());
        }
    }

    Options options;
    std::optional<DirectoryLock> lock;
    std::optional<Session> writer;  ///< used only under write_lock
    FairLock write_lock;
    std::vector<std::unique_ptr<Session>> readers;
    std::mutex mutex;
    std::condition_variable returned;
    std::vector<Session*> free;  ///< guarded by mutex; the last used comes first, its cache is warm
};

Database::Database(Options options) : impl_{std::make_unique<Impl>(std::move(options))} {
    check_pragmas();
}

Database::~Database() = default;

Options const& Database::options() const {
    return impl_->options;
}

void Database::check_pragmas() const {
    auto const expect = [](Session& session, std::string_view pragma, std::string_view wanted) {
        auto const found = session.value<std::string>(fmt::format("pragma {}", pragma));
        if (found == wanted) return;
        throw StorageError{Failure::other, fmt::format("pragma {} is {} instead of {}", pragma,
                                                       found.value_or("nothing"), wanted)};
    };
    read([&](Session& session) {
        expect(session, "journal_mode", "wal");
        expect(session, "foreign_keys", "1");
        expect(session, "query_only", "1");
    });
    if (!impl_->writer) return;
    bool const full = impl_->options.durability == Durability::full;
    expect(*impl_->writer, "journal_mode", "wal");
    expect(*impl_->writer, "synchronous", full ? "2" : "0");
    expect(*impl_->writer, "foreign_keys", "1");
}

void Database::checkpoint() {
    JC_ASSERT(impl_->writer);
    std::lock_guard const guard{impl_->write_lock};
    impl_->writer->script("pragma wal_checkpoint(truncate)");
}

Session& Database::lease_reader() const {
    std::unique_lock guard{impl_->mutex};
    bool const got = impl_->returned.wait_for(guard, impl_->options.lease_timeout,
                                              [&] { return !impl_->free.empty(); });
    if (!got) throw StorageError{Failure::busy, "no read session became free in time"};
    Session* const session = impl_->free.back();
    impl_->free.pop_back();
    guard.unlock();
    try {
        session->begin(false);
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

Session& Database::begin_write() {
    JC_ASSERT(impl_->writer);
    impl_->write_lock.lock();
    try {
        impl_->writer->begin(true);
    } catch (...) {
        impl_->write_lock.unlock();
        throw;
    }
    return *impl_->writer;
}

void Database::commit_write() {
    try {
        impl_->writer->commit();
    } catch (...) {
        rollback_write();
        throw;
    }
    auto const news = impl_->writer->take_news();
    impl_->write_lock.unlock();
    for (auto const& act : news) {
        try {
            act();
        } catch (std::exception const&) {
            // Committed is committed: nobody may take this for a failed write.
        }
    }
}

void Database::rollback_write() noexcept {
    impl_->writer->rollback();
    impl_->write_lock.unlock();
}

}  // namespace jincai::storage

#include "platform/storage/write_chain.h"

#include <exception>

#include "base/threads.h"
#include "platform/storage/database_impl.h"

namespace jincai::storage {

struct WriteChain::Impl {
    Impl(Database::Impl& target, std::function<void()> act)
        : database{target}, on_end{std::move(act)}, thread{[this] { run(); }} {}

    void run();
    void commit(Session& session) noexcept;
    void wait_for_end();
    void take_connection(Session& session);
    void begin(Session& session);
    void end_recording() noexcept;
    void rest() noexcept;
    [[nodiscard]] Pen& pen() const { return database.writer; }

    Database::Impl& database;
    std::function<void()> on_end;
    // Of the thread that records.
    Session* recording = nullptr;
    Session* sent = nullptr;
    Session* latest = nullptr;  ///< the last to use the connection, which it may have made again
    // Shared with the thread that commits.
    std::mutex mutex;
    std::condition_variable changed;
    Session* job = nullptr;   ///< guarded by mutex
    bool ended = false;       ///< guarded by mutex
    bool stopping = false;    ///< guarded by mutex
    std::exception_ptr failure;  ///< of what was sent; written before `ended`
    News news;                   ///< likewise
    std::thread thread;
};

void WriteChain::Impl::run() {
    name_thread("commit");
    std::unique_lock lock{mutex};
    for (;;) {
        changed.wait(lock, [&] { return stopping || job != nullptr; });
        if (job == nullptr) return;
        auto* const session = std::exchange(job, nullptr);
        lock.unlock();
        commit(*session);
        lock.lock();
        ended = true;
        changed.notify_all();
        lock.unlock();
        on_end();
        lock.lock();
    }
}

void WriteChain::Impl::commit(Session& session) noexcept {
    try {
        if (!session.has_begun()) begin(session);
        news = database.commit_claimed(session);
    } catch (...) {
        failure = std::current_exception();
    }
}

void WriteChain::Impl::wait_for_end() {
    std::unique_lock lock{mutex};
    changed.wait(lock, [&] { return ended; });
}

/// Gives the connection to what is being recorded.
void WriteChain::Impl::take_connection(Session& session) {
    if (sent != nullptr) {
        wait_for_end();
        if (failure) std::rethrow_exception(failure);
    }
    begin(session);
}

void WriteChain::Impl::begin(Session& session) {
    session.begin_when_needed(nullptr);
    session.share_connection(*latest);
    latest = &session;
    database.begin_claimed(session);
}

void WriteChain::Impl::end_recording() noexcept {
    if (recording == nullptr) return;
    recording->rollback();
    recording->forget_numbers();
    recording = nullptr;
}

/// Lets others in when nothing is recorded or on its way.
void WriteChain::Impl::rest() noexcept {
    if (recording != nullptr || sent != nullptr) return;
    pen().session->share_connection(*latest);
    pen().second->share_connection(*latest);
    pen().lock.unlock();
}

WriteChain::WriteChain(Database& database, std::function<void()> on_end)
    : impl_{std::make_unique<Impl>(*database.impl_, std::move(on_end))} {}

WriteChain::~WriteChain() {
    undo();
    try {
        if (impl_->sent != nullptr) land();
    } catch (StorageError const&) {
        // Whoever sent it has not waited for the answer.
    }
    {
        std::lock_guard const lock{impl_->mutex};
        impl_->stopping = true;
    }
    impl_->changed.notify_all();
    impl_->thread.join();
}

Session& WriteChain::begin() {
    JC_ASSERT(impl_->recording == nullptr);
    auto& pen = impl_->pen();
    if (impl_->sent == nullptr) {
        pen.lock.lock();
        impl_->latest = pen.session.get();
    }
    auto& session = impl_->sent == pen.session.get() ? *pen.second : *pen.session;
    session.begin_when_needed([this, &session] { impl_->take_connection(session); });
    impl_->recording = &session;
    return session;
}

void WriteChain::send() {
    JC_ASSERT(impl_->recording != nullptr && impl_->sent == nullptr);
    auto* const session = std::exchange(impl_->recording, nullptr);
    impl_->failure = nullptr;
    impl_->sent = session;
    {
        std::lock_guard const lock{impl_->mutex};
        impl_->ended = false;
        impl_->job = session;
    }
    impl_->changed.notify_all();
}

void WriteChain::undo() noexcept {
    if (impl_->recording == nullptr) return;
    impl_->end_recording();
    impl_->rest();
}

bool WriteChain::is_on_its_way() const { return impl_->sent != nullptr; }

bool WriteChain::has_ended() const {
    std::lock_guard const lock{impl_->mutex};
    return impl_->sent != nullptr && impl_->ended;
}

bool WriteChain::is_contended() const { return impl_->pen().lock.is_contended(); }

void WriteChain::land() {
    JC_ASSERT(impl_->sent != nullptr);
    impl_->wait_for_end();
    auto& session = *std::exchange(impl_->sent, nullptr);
    auto const news = std::exchange(impl_->news, {});
    auto const failure = std::exchange(impl_->failure, nullptr);
    if (failure) {
        session.rollback();
        session.forget_numbers();
        impl_->end_recording();
    }
    impl_->rest();
    if (!failure) return tell(news);
    try {
        std::rethrow_exception(failure);
    } catch (StorageError const& error) {
        if (error.failure() == Failure::superseded) impl_->database.superseded();
        throw;
    }
}

}  // namespace jincai::storage

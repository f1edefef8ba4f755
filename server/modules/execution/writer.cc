#include "modules/execution/writer.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "base/threads.h"
#include "modules/execution/batch.h"
#include "modules/execution/refusals.h"
#include "platform/storage/write_chain.h"

namespace jincai::execution {

namespace {

using Answer = std::promise<Result<Receipt>>;

struct Waiting {
    Change change;
    Answer answer;
};

struct Asked {
    BookKey key;
    std::function<void(Result<OpenBook*>, ledger::Rules const&)> question;
};

/// A round and those who wait for its end.
struct Lot {
    Round round;
    std::vector<Answer> waiting;
    [[nodiscard]] bool is_empty() const { return waiting.empty(); }
    [[nodiscard]] std::size_t size() const { return waiting.size(); }
};

struct Work {
    std::vector<Waiting> arrived;
    std::deque<Asked> questions;
    bool is_last = false;
};

}  // namespace

/// While one lot is committed the next is decided: it grows as long as the commit takes.
struct BookWriter::Impl {
    Impl(storage::Database& db, Clock const& clock, RulesSource rules, WriterOptions opts)
        : database{db},
          options{opts},
          batch{db, clock, std::move(rules)},
          chain{db, [this] { wake(); }} {}

    void run();
    void wake();
    [[nodiscard]] Work wait();
    void answer(std::deque<Asked>& questions);
    void record(std::vector<Waiting>& arrived);
    void undo();
    [[nodiscard]] bool is_ready() const;
    void send();
    void land();
    void finish(Lot lot);

    storage::Database& database;
    WriterOptions options;
    // Of the writer's thread.
    Batch batch;
    storage::WriteChain chain;
    AfterCommit notify;
    Lot current;                          ///< decided, not sent
    storage::Session* session = nullptr;  ///< of `current`
    Lot sent;
    std::size_t expected = 1;             ///< worth sending when nothing is on its way
    std::chrono::steady_clock::time_point gather_until;
    // Of everybody.
    std::mutex mutex;  // guards what follows
    std::condition_variable arrived;
    std::deque<Waiting> queue;
    std::deque<Asked> questions;
    bool stopping = false;
    std::atomic<std::int64_t> batches{0};
    std::atomic<std::int64_t> changes_booked{0};
    std::thread thread;
};

BookWriter::BookWriter(storage::Database& database, Clock const& clock, RulesSource rules,
                       WriterOptions options)
    : impl_{std::make_unique<Impl>(database, clock, std::move(rules), options)} {
    impl_->thread = std::thread{[this] { impl_->run(); }};
}

BookWriter::~BookWriter() { stop(); }

void BookWriter::on_posting(PostingWrite write) { impl_->batch.on_posting = std::move(write); }

void BookWriter::after_commit(AfterCommit notify) { impl_->notify = std::move(notify); }

std::future<Result<Receipt>> BookWriter::submit(Change change) {
    Waiting waiting{.change = std::move(change)};
    auto future = waiting.answer.get_future();
    {
        std::lock_guard const lock{impl_->mutex};
        if (impl_->stopping) {
            waiting.answer.set_value(refuse(refusals::stopping));
            return future;
        }
        if (impl_->queue.size() >= impl_->options.queue_max) {
            waiting.answer.set_value(refuse(refusals::queue_full));
            return future;
        }
        impl_->queue.push_back(std::move(waiting));
    }
    impl_->arrived.notify_one();
    return future;
}

void BookWriter::ask_on_writer(BookKey const& key, Question question) {
    {
        std::lock_guard const lock{impl_->mutex};
        if (!impl_->stopping) {
            impl_->questions.push_back({key, std::move(question)});
            impl_->arrived.notify_one();
            return;
        }
    }
    question(refuse(refusals::stopping), ledger::Rules{});
}

WriterCounts BookWriter::counts() const {
    std::lock_guard const lock{impl_->mutex};
    return {impl_->batches, impl_->changes_booked, std::ssize(impl_->queue)};
}

void BookWriter::stop() {
    {
        std::lock_guard const lock{impl_->mutex};
        impl_->stopping = true;
    }
    impl_->arrived.notify_all();
    if (impl_->thread.joinable()) impl_->thread.join();
}

void BookWriter::Impl::run() {
    name_thread("book-writer");
    for (;;) {
        auto work = wait();
        if (chain.has_ended()) land();
        answer(work.questions);
        if (!work.arrived.empty()) record(work.arrived);
        if (is_ready()) send();
        if (work.is_last && current.is_empty() && !chain.is_on_its_way()) return;
    }
}

void BookWriter::Impl::wake() {
    {
        std::lock_guard const lock{mutex};  // so that the writer is not between its look and its wait
    }
    arrived.notify_one();
}

/// Those who were answered a moment ago come again, and a full lot costs the disk hardly more than
/// half a one: where nothing is on its way, a lot waits for them a little. Nobody waits alone, for
/// a lot of one expects one.
Work BookWriter::Impl::wait() {
    Work work;
    std::unique_lock lock{mutex};
    bool const has_room = current.size() < options.batch_max;
    auto const has_work = [&] {
        return !questions.empty() || (has_room && !queue.empty()) || chain.has_ended() ||
               (stopping && !chain.is_on_its_way());
    };
    if (current.is_empty() || chain.is_on_its_way()) arrived.wait(lock, has_work);
    else arrived.wait_until(lock, gather_until, has_work);
    work.questions.swap(questions);
    auto const count = std::min(queue.size(), options.batch_max - current.size());
    auto const end = queue.begin() + static_cast<std::ptrdiff_t>(count);
    work.arrived.assign(std::move_iterator{queue.begin()}, std::move_iterator{end});
    queue.erase(queue.begin(), end);
    work.is_last = stopping && queue.empty();
    return work;
}

void BookWriter::Impl::answer(std::deque<Asked>& asked) {
    for (auto& [key, question] : asked) {
        try {
            database.read([&](storage::Session& snapshot) {
                question(batch.open(snapshot, key), batch.rules(key));
            });
        } catch (std::exception const&) {
            question(refuse(refusals::outcome_unknown), ledger::Rules{});
        }
    }
}

void BookWriter::Impl::record(std::vector<Waiting>& arrived_now) {
    if (current.is_empty()) {
        // Others who write have their turn between two lots.
        if (chain.is_on_its_way() && chain.is_contended()) land();
        if (!chain.is_on_its_way()) gather_until = std::chrono::steady_clock::now() + options.gather;
    }
    bool const is_new = current.is_empty();
    for (auto& waiting : arrived_now) {
        current.round.changes.push_back(std::move(waiting.change));
        current.waiting.push_back(std::move(waiting.answer));
    }
    try {
        if (is_new) session = &chain.begin();
        batch.decide(*session, current.round);
    } catch (std::exception const&) {
        undo();
    }
}

/// The database failed while `current` was decided, or that on which it was decided was not
/// committed: it is decided anew, after everything before it has ended.
void BookWriter::Impl::undo() {
    chain.undo();
    batch.forget(current.round);
    auto lot = std::exchange(current, {});
    if (chain.is_on_its_way()) land();
    lot.round = batch.run(std::move(lot.round.changes));
    finish(std::move(lot));
}

bool BookWriter::Impl::is_ready() const {
    if (current.is_empty() || chain.is_on_its_way()) return false;
    return current.size() >= expected || std::chrono::steady_clock::now() >= gather_until;
}

void BookWriter::Impl::send() {
    if (!current.round.wrote) {
        chain.undo();
        finish(std::exchange(current, {}));
        return;
    }
    batch.close(*session, current.round);
    sent = std::exchange(current, {});
    chain.send();
}

void BookWriter::Impl::land() {
    auto landed = std::exchange(sent, {});
    try {
        chain.land();
    } catch (std::exception const& error) {
        auto behind = std::exchange(current, {});
        batch.forget(landed.round);
        batch.forget(behind.round);
        landed.round = batch.after_failure(std::move(landed.round.changes), error);
        finish(std::move(landed));
        if (behind.is_empty()) return;
        behind.round = batch.run(std::move(behind.round.changes));
        finish(std::move(behind));
        return;
    }
    // A lot that is worth a commit goes before the answers; a small one waits for those who get them.
    expected = std::min(current.size() + landed.size(), options.worth_sending);
    gather_until = std::chrono::steady_clock::now() + options.gather;
    if (is_ready()) send();
    finish(std::move(landed));
}

void BookWriter::Impl::finish(Lot lot) {
    ++batches;
    changes_booked += static_cast<std::int64_t>(lot.size());
    for (std::size_t i = 0; i < lot.size(); ++i)
        lot.waiting[i].set_value(std::move(lot.round.answers[i]));
    if (notify && !lot.round.grown.empty()) notify(lot.round.grown);
}

}  // namespace jincai::execution

#include "modules/execution/writer.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "modules/execution/batch.h"
#include "modules/execution/refusals.h"

namespace jincai::execution {

namespace {

struct Waiting {
    Change change;
    std::promise<Result<Receipt>> answer;
};

struct Asked {
    BookKey key;
    std::function<void(Result<OpenBook*>, ledger::Rules const&)> question;
};

}  // namespace

struct BookWriter::Impl {
    Impl(storage::Database& db, Clock const& clock, RulesSource rules, WriterOptions opts)
        : database{db}, options{opts}, batch{db, clock, std::move(rules)} {}

    void run();
    void gather(std::unique_lock<std::mutex>& lock);
    void answer(std::deque<Asked>& questions);
    void book(std::vector<Waiting>& taken);

    storage::Database& database;
    WriterOptions options;
    Batch batch;           // the writer's thread only
    AfterCommit notify;
    std::mutex mutex;      // guards what follows
    std::condition_variable arrived;
    std::deque<Waiting> queue;
    std::deque<Asked> questions;
    bool stopping = false;
    std::size_t expected = 0;  ///< as many as the last batch had
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
    for (;;) {
        std::vector<Waiting> taken;
        std::deque<Asked> asked;
        {
            std::unique_lock lock{mutex};
            arrived.wait(lock, [&] { return stopping || !queue.empty() || !questions.empty(); });
            if (queue.empty() && questions.empty()) return;
            gather(lock);
            asked.swap(questions);
            auto const count = std::min(queue.size(), options.batch_max);
            expected = count;
            auto const end = queue.begin() + static_cast<std::ptrdiff_t>(count);
            taken.assign(std::move_iterator{queue.begin()}, std::move_iterator{end});
            queue.erase(queue.begin(), end);
        }
        answer(asked);
        if (!taken.empty()) book(taken);
    }
}

/// Those who were answered a moment ago come again: a full batch costs the disk as much as a
/// half one. Nobody waits alone, for a batch of one expects one.
void BookWriter::Impl::gather(std::unique_lock<std::mutex>& lock) {
    if (stopping || queue.empty()) return;
    arrived.wait_for(lock, options.gather, [&] {
        return stopping || !questions.empty() || queue.size() >= expected;
    });
}

void BookWriter::Impl::answer(std::deque<Asked>& asked) {
    for (auto& [key, question] : asked) {
        try {
            database.read([&](storage::Session& session) {
                question(batch.open(session, key), batch.rules(key));
            });
        } catch (std::exception const&) {
            question(refuse(refusals::outcome_unknown), ledger::Rules{});
        }
    }
}

void BookWriter::Impl::book(std::vector<Waiting>& taken) {
    std::vector<Change> changes;
    changes.reserve(taken.size());
    for (auto& waiting : taken) changes.push_back(std::move(waiting.change));
    auto answers = batch.run(changes);
    ++batches;
    changes_booked += static_cast<std::int64_t>(taken.size());
    for (std::size_t i = 0; i < taken.size(); ++i)
        taken[i].answer.set_value(std::move(answers[i]));
    if (notify && !batch.grown().empty()) notify(batch.grown());
}

}  // namespace jincai::execution

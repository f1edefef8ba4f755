#pragma once

#include <chrono>
#include <future>
#include <memory>
#include <span>

#include "base/time.h"
#include "modules/execution/books.h"
#include "platform/audit/audit.h"
#include "platform/storage/database.h"

namespace jincai::execution {

/// One command for one book.
struct Step {
    BookKey book;
    ledger::Command command;
};

/// What happened to a change. `postings` are in the order of the steps.
struct Receipt {
    bool repeated = false;  ///< a retry of something booked before: `seq` is all there is
    std::int64_t seq = 0;   ///< of the first step
    std::vector<ledger::Posting> postings;  ///< none when only documents were written
};

/// Whether the postings that were decided are to be booked now, or only the documents written:
/// an approval that is not the last one.
enum class Booking : std::uint8_t { book, documents_only };

/// The rows of the documents that go with the postings, written in the same transaction. May be
/// called again after a rollback. Refuse before the first write, or not at all: a refusal leaves
/// the book untouched, but not what was written before it.
using DocumentWrite = std::function<Result<Booking>(
    storage::Session&, std::span<ledger::Posting const>, audit::Record&)>;

/// Reads the book of the first step as the change has left it, on the writer's thread: what an
/// answer says of it, without asking again and waiting for another batch. What it notes holds only
/// when the change succeeds; it may be called again after a rollback.
using BookLook = std::function<void(ledger::Book const&, ledger::Rules const&)>;

/// Commands, documents and audit record that are booked together or not at all.
struct Change {
    std::vector<Step> steps;
    audit::Record record;  ///< `at` and `seq` are set by the writer
    DocumentWrite documents;
    BookLook look{};
};

/// What else follows from each posting inside its transaction: freezes, notices.
using PostingWrite =
    std::function<void(storage::Session&, BookKey const&, ledger::Book const&,
                       ledger::Posting const&)>;
/// Called after a commit with the books that grew: wakes the projector.
using AfterCommit = std::function<void(std::vector<BookKey> const&)>;

struct WriterOptions {
    std::size_t batch_max = 1'000;    ///< changes in one transaction
    std::size_t queue_max = 20'000;   ///< beyond it callers are told to come back
    std::size_t worth_sending = 200;  ///< so many changes do not wait for more
    std::chrono::microseconds gather{500};  ///< longest wait for a batch when nothing is on its way
};

/// What the writer has done since it started.
struct WriterCounts {
    std::int64_t batches = 0;  ///< transactions
    std::int64_t changes = 0;  ///< in them, refused ones as well
    std::int64_t waiting = 0;  ///< in the queue at this moment
};

/// The one writer of all books of this process: takes what waits in its queue, decides it in
/// memory and commits the whole batch - journal, documents, audit records - in one transaction,
/// then answers. While one batch is committed the next is decided (pipelined group commit).
/// Acknowledged means durable. Any thread may call.
///
/// When a commit fails, nobody knows whether it reached the disk: the books of the batch and of the
/// one decided behind it are dropped and read again from the journal before anything else is
/// decided on them.
class BookWriter {
public:
    BookWriter(storage::Database& database, Clock const& clock, RulesSource rules,
               WriterOptions options = {});
    ~BookWriter();
    BookWriter(BookWriter const&) = delete;
    BookWriter& operator=(BookWriter const&) = delete;

    void on_posting(PostingWrite write);
    void after_commit(AfterCommit notify);

    [[nodiscard]] std::future<Result<Receipt>> submit(Change change);
    /// `submit`, and wait for the answer.
    [[nodiscard]] Result<Receipt> book(Change change) { return submit(std::move(change)).get(); }

    /// Calls `fn(Book const&, Rules const&) -> T` on the writer's thread. The book may be ahead of
    /// the disk by what is being committed: for previews, not for answers that bind.
    template <class Fn>
    [[nodiscard]] auto ask(BookKey const& key, Fn fn)
        -> Result<std::invoke_result_t<Fn, ledger::Book const&, ledger::Rules const&>>;

    [[nodiscard]] WriterCounts counts() const;

    /// Finishes what waits, then refuses everything.
    void stop();

private:
    using Question = std::function<void(Result<OpenBook*>, ledger::Rules const&)>;
    void ask_on_writer(BookKey const& key, Question question);

    struct Impl;
    std::unique_ptr<Impl> impl_;
};

template <class Fn>
auto BookWriter::ask(BookKey const& key, Fn fn)
    -> Result<std::invoke_result_t<Fn, ledger::Book const&, ledger::Rules const&>> {
    using Answer = Result<std::invoke_result_t<Fn, ledger::Book const&, ledger::Rules const&>>;
    std::promise<Answer> promise;
    auto answer = promise.get_future();
    ask_on_writer(key, [&](Result<OpenBook*> open, ledger::Rules const& rules) {
        if (!open) {
            promise.set_value(Answer{std::unexpected(std::move(open).error())});
            return;
        }
        if constexpr (std::is_void_v<typename Answer::value_type>) {
            fn((*open)->book, rules);
            promise.set_value(Answer{});
        } else {
            promise.set_value(Answer{fn((*open)->book, rules)});
        }
    });
    return answer.get();
}

}  // namespace jincai::execution

#include "modules/execution/batch.h"

#include <algorithm>

#include "ledger/record.h"
#include "modules/execution/refusals.h"
#include "modules/execution/rows.h"
#include "platform/storage/failure.h"

namespace jincai::execution {

namespace {

std::vector<Result<Receipt>> all_refused(std::size_t count, Error const& error) {
    std::vector<Result<Receipt>> answers;
    answers.reserve(count);
    for (std::size_t i = 0; i < count; ++i) answers.emplace_back(std::unexpected(error));
    return answers;
}

}  // namespace

Batch::Batch(storage::Database& database, Clock const& clock, RulesSource rules)
    : database_{database}, clock_{clock}, rules_{std::move(rules)} {}

Result<OpenBook*> Batch::open(storage::Session& session, BookKey const& key) {
    auto const found = books_.find(key);
    if (found != books_.end()) return &found->second;
    auto read = JC_TRY(read_book(session, key, rules_.settings(key)));
    return &books_.emplace(key, std::move(read)).first->second;
}

ledger::Rules Batch::rules(BookKey const& key) { return rules_.rules(key, clock_.today()); }

std::vector<Result<Receipt>> Batch::run(std::span<Change> changes) {
    grown_.clear();
    try {
        return commit(changes);
    } catch (std::exception const& error) {
        forget_touched();
        auto const refusal = storage::refusal_of(error);
        if (refusal) return all_refused(changes.size(), *refusal);
        if (changes.size() == 1)
            return all_refused(1, Error{.spec = &refusals::outcome_unknown});
    }
    std::vector<Result<Receipt>> answers;
    std::vector<BookKey> grown;
    for (auto& change : changes) {
        answers.push_back(std::move(run({&change, 1}).front()));
        grown.insert(grown.end(), grown_.begin(), grown_.end());
    }
    grown_ = std::move(grown);
    return answers;
}

std::vector<Result<Receipt>> Batch::commit(std::span<Change> changes) {
    wrote_ = false;
    storage::WriteTransaction transaction{database_};
    auto& session = transaction.session();
    std::vector<Result<Receipt>> answers;
    answers.reserve(changes.size());
    for (auto& change : changes) answers.push_back(decide(session, change));
    if (!wrote_) return answers;
    store_heads(session);
    transaction.commit();
    return answers;
}

Result<Receipt> Batch::repeated_or(Error error) const {
    auto const seq = ledger::booked_seq(error);
    if (seq) return Receipt{.repeated = true, .seq = *seq, .postings = {}};
    return std::unexpected(std::move(error));
}

Result<Receipt> Batch::decide(storage::Session& session, Change& change) {
    change.record.at = clock_.now();
    std::vector<ledger::Posting> postings;
    if (change.steps.size() == 1) {
        auto const& [key, command] = change.steps.front();
        auto* open = JC_TRY(this->open(session, key));
        auto const date = ledger::header_of(command).date;
        auto posting = ledger::decide(open->book, command, rules_.rules(key, date));
        if (!posting) return repeated_or(std::move(posting).error());
        postings.push_back(std::move(*posting));
    } else {
        std::map<BookKey, ledger::Book> trials;
        auto decided = decide_on_trials(session, change, trials);
        if (!decided) return repeated_or(std::move(decided).error());
        postings = std::move(*decided);
    }
    auto const booking = JC_TRY(write_documents(session, change, postings));
    if (booking == Booking::documents_only || postings.empty()) return Receipt{};
    for (std::size_t i = 0; i < postings.size(); ++i)
        append(session, change.steps[i].book, books_.at(change.steps[i].book), postings[i]);
    if (change.look) {
        auto const& key = change.steps.front().book;
        change.look(books_.at(key).book, rules(key));
    }
    auto const seq = postings.front().seq;
    return Receipt{.repeated = false, .seq = seq, .postings = std::move(postings)};
}

/// Several commands stand or fall together: they are decided one after the other on trials of
/// their books, which are thrown away.
Result<std::vector<ledger::Posting>> Batch::decide_on_trials(
    storage::Session& session, Change& change, std::map<BookKey, ledger::Book>& trials) {
    std::vector<ledger::Posting> postings;
    for (std::size_t i = 0; i < change.steps.size(); ++i) {
        auto const& [key, command] = change.steps[i];
        auto* open = JC_TRY(this->open(session, key));
        auto& book = trials.try_emplace(key, open->book.trial()).first->second;
        auto const date = ledger::header_of(command).date;
        auto posting = ledger::decide(book, command, rules_.rules(key, date));
        if (!posting)
            return std::unexpected(under("/lines/" + std::to_string(i), std::move(posting).error()));
        ledger::apply(book, *posting);
        postings.push_back(std::move(*posting));
    }
    return postings;
}

Result<Booking> Batch::write_documents(storage::Session& session, Change& change,
                                       std::span<ledger::Posting const> postings) {
    // A copy, because a batch may be run again and fields are added to the record each time.
    auto record = change.record;
    auto booking = Booking::book;
    if (change.documents) booking = JC_TRY(change.documents(session, postings, record));
    wrote_ = true;
    audit::append(session, std::move(record));
    return booking;
}

void Batch::append(storage::Session& session, BookKey const& key, OpenBook& open,
                   ledger::Posting const& posting) {
    // From here on the book is ahead of the disk: a failure must forget it.
    if (std::ranges::find(grown_, key) == grown_.end()) grown_.push_back(key);
    encoded_.clear();
    ledger::encode_to(encoded_, posting);
    auto hash = chain(open.head.hash, encoded_);
    session.insert("journal", JournalRow{.region_code = key.region,
                                         .fiscal_year = key.year,
                                         .seq = posting.seq,
                                         .at = posting.header.at,
                                         .kind = boost::describe::enum_to_string(posting.kind, ""),
                                         .command_id = posting.header.command_id,
                                         .record = encoded_,
                                         .hash = hash});
    ledger::apply(open.book, posting);
    open.head = {posting.seq, std::move(hash)};
    if (on_posting) on_posting(session, key, open.book, posting);
}

void Batch::store_heads(storage::Session& session) {
    for (auto const& key : grown_) {
        auto const& head = books_.at(key).head;
        session.execute(
            "insert into book_head (region_code, fiscal_year, seq, hash) "
            "values (:r, :y, :s, :h) on conflict (region_code, fiscal_year) "
            "do update set seq = excluded.seq, hash = excluded.hash",
            key.region, key.year, head.seq, head.hash);
    }
}

void Batch::forget_touched() {
    for (auto const& key : grown_) books_.erase(key);
    grown_.clear();
}

}  // namespace jincai::execution

#include "modules/execution/batch.h"

#include <algorithm>

#include "ledger/record.h"
#include "modules/execution/refusals.h"
#include "modules/execution/rows.h"
#include "platform/storage/failure.h"

namespace jincai::execution {

namespace {

Timestamp time_of_record(storage::Session& session, BookKey const& key, std::int64_t seq) {
    return session
        .value<Timestamp>(
            "select at from journal where region_code = :r and fiscal_year = :y and seq = :s",
            key.region, key.year, seq)
        .value_or(Timestamp{});
}

struct HeadRow {
    RegionCode region_code;
    FiscalYear fiscal_year;
    std::int64_t seq = 0;
    std::string hash;
};

void store_heads(storage::Session& session, std::vector<HeadRow> const& heads) {
    for (auto const& head : heads)
        session.execute(
            "insert into book_head (region_code, fiscal_year, seq, hash) "
            "values (:r, :y, :s, :h) on conflict (region_code, fiscal_year) "
            "do update set seq = excluded.seq, hash = excluded.hash",
            head.region_code, head.fiscal_year, head.seq, head.hash);
}

}  // namespace

Batch::Batch(storage::Database& database, Clock const& clock, RulesSource rules)
    : database_{database}, clock_{clock}, rules_{std::move(rules)} {}

Result<OpenBook*> Batch::open(storage::Session& session, BookKey const& key) {
    auto const found = books_.find(key);
    if (found != books_.end()) return &found->second;
    auto read = JC_TRY(read_book(session, key, rules_.settings(key)));
    auto& last_at = last_at_[key];
    last_at = std::max(last_at, time_of_record(session, key, read.head.seq));
    return &books_.emplace(key, std::move(read)).first->second;
}

ledger::Rules Batch::rules(BookKey const& key) { return rules_.rules(key, clock_.today()); }

void Batch::decide(storage::Session& session, Round& round) {
    for (auto i = round.answers.size(); i < round.changes.size(); ++i)
        round.answers.push_back(decide(session, round.changes[i], round));
}

void Batch::close(storage::Session& session, Round const& round) {
    std::vector<HeadRow> heads;
    for (auto const& key : round.grown) {
        auto const& head = books_.at(key).head;
        heads.push_back({key.region, key.year, head.seq, head.hash});
    }
    session.before_commit(
        [heads = std::move(heads)](storage::Session& last) { store_heads(last, heads); });
}

void Batch::forget(Round const& round) {
    for (auto const& key : round.grown) books_.erase(key);
}

Round Batch::run(std::vector<Change> changes) {
    Round round{.changes = std::move(changes)};
    try {
        commit(round);
    } catch (std::exception const& error) {
        forget(round);
        return after_failure(std::move(round.changes), error);
    }
    return round;
}

void Batch::commit(Round& round) {
    storage::WriteTransaction transaction{database_};
    decide(transaction.session(), round);
    if (!round.wrote) return;
    close(transaction.session(), round);
    transaction.commit();
}

Round Batch::after_failure(std::vector<Change> changes, std::exception const& error) {
    Round all{.changes = std::move(changes)};
    auto refusal = storage::refusal_of(error);
    if (!refusal && all.changes.size() == 1) refusal = Error{.spec = &refusals::outcome_unknown};
    for (auto& change : all.changes) {
        if (refusal) {
            all.answers.emplace_back(std::unexpected(*refusal));
            continue;
        }
        std::vector<Change> one;
        one.push_back(change);
        auto alone = run(std::move(one));
        all.answers.push_back(std::move(alone.answers.front()));
        all.grown.insert(all.grown.end(), alone.grown.begin(), alone.grown.end());
    }
    return all;
}

Result<Receipt> Batch::repeated_or(Error error) const {
    auto const seq = ledger::booked_seq(error);
    if (seq) return Receipt{.repeated = true, .seq = *seq, .postings = {}};
    return std::unexpected(std::move(error));
}

Result<Receipt> Batch::decide(storage::Session& session, Change& change, Round& round) {
    change.record.at = clock_.now();
    std::vector<ledger::Posting> postings;
    if (change.steps.size() == 1) {
        auto& step = change.steps.front();
        auto* open = JC_TRY(this->open(session, step.book));
        auto posting = decide_in_time(open->book, step);
        if (!posting) return repeated_or(std::move(posting).error());
        postings.push_back(std::move(*posting));
    } else {
        std::map<BookKey, ledger::Book> trials;
        auto decided = decide_on_trials(session, change, trials);
        if (!decided) return repeated_or(std::move(decided).error());
        postings = std::move(*decided);
    }
    auto const booking = JC_TRY(write_documents(session, change, postings, round));
    if (booking == Booking::documents_only || postings.empty()) return Receipt{};
    for (std::size_t i = 0; i < postings.size(); ++i)
        append(session, change.steps[i].book, postings[i], round);
    if (change.look) {
        auto const& key = change.steps.front().book;
        change.look(books_.at(key).book, rules(key));
    }
    auto const seq = postings.front().seq;
    return Receipt{.repeated = false, .seq = seq, .postings = std::move(postings)};
}

/// The journal's time never goes back, whatever the clock does: a record is as late as the one
/// before it.
Result<ledger::Posting> Batch::decide_in_time(ledger::Book const& book, Step& step) {
    auto const last = last_at_[step.book];
    std::visit([&](auto& command) { command.header.at = std::max(command.header.at, last); },
               step.command);
    return ledger::decide(book, step.command,
                          rules_.rules(step.book, ledger::header_of(step.command).date));
}

/// Several commands stand or fall together: they are decided one after the other on trials of
/// their books, which are thrown away.
Result<std::vector<ledger::Posting>> Batch::decide_on_trials(
    storage::Session& session, Change& change, std::map<BookKey, ledger::Book>& trials) {
    std::vector<ledger::Posting> postings;
    for (std::size_t i = 0; i < change.steps.size(); ++i) {
        auto& step = change.steps[i];
        auto* open = JC_TRY(this->open(session, step.book));
        auto& book = trials.try_emplace(step.book, open->book.trial()).first->second;
        auto posting = decide_in_time(book, step);
        if (!posting)
            return std::unexpected(under("/lines/" + std::to_string(i), std::move(posting).error()));
        ledger::apply(book, *posting);
        postings.push_back(std::move(*posting));
    }
    return postings;
}

Result<Booking> Batch::write_documents(storage::Session& session, Change& change,
                                       std::span<ledger::Posting const> postings, Round& round) {
    // A copy, because a batch may be run again and fields are added to the record each time.
    auto record = change.record;
    auto booking = Booking::book;
    if (change.documents) booking = JC_TRY(change.documents(session, postings, record));
    round.wrote = true;
    audit::append(session, std::move(record));
    return booking;
}

void Batch::append(storage::Session& session, BookKey const& key, ledger::Posting const& posting,
                   Round& round) {
    auto& open = books_.at(key);
    if (std::ranges::find(round.grown, key) == round.grown.end()) round.grown.push_back(key);
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
    last_at_[key] = posting.header.at;
    if (on_posting) on_posting(session, key, open.book, posting);
}

}  // namespace jincai::execution

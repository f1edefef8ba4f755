#pragma once

#include <map>

#include "modules/execution/writer.h"

namespace jincai::execution {

/// The books in memory and the deciding of one batch on them. Belongs to the writer's thread.
class Batch {
public:
    Batch(storage::Database& database, Clock const& clock, RulesSource rules);

    PostingWrite on_posting;

    /// A book, read from its journal when it is not in memory.
    [[nodiscard]] Result<OpenBook*> open(storage::Session& session, BookKey const& key);
    [[nodiscard]] ledger::Rules rules(BookKey const& key);

    /// Decides `changes` in order and commits them in one transaction. On failure of the database
    /// the books touched are dropped, and each change is tried once more in a transaction of its
    /// own, so that one bad document does not refuse its neighbours.
    [[nodiscard]] std::vector<Result<Receipt>> run(std::span<Change> changes);
    /// The books that the last `run` appended to.
    [[nodiscard]] std::vector<BookKey> const& grown() const { return grown_; }

private:
    [[nodiscard]] std::vector<Result<Receipt>> commit(std::span<Change> changes);
    [[nodiscard]] Result<Receipt> decide(storage::Session& session, Change& change);
    [[nodiscard]] Result<std::vector<ledger::Posting>> decide_on_trials(
        storage::Session& session, Change& change, std::map<BookKey, ledger::Book>& trials);
    [[nodiscard]] Result<Receipt> repeated_or(Error error) const;
    [[nodiscard]] Result<Booking> write_documents(storage::Session& session, Change& change,
                                               std::span<ledger::Posting const> postings);
    void append(storage::Session& session, BookKey const& key, OpenBook& open,
                ledger::Posting const& posting);
    void store_heads(storage::Session& session);
    void forget_touched();

    storage::Database& database_;
    Clock const& clock_;
    RulesSource rules_;
    std::map<BookKey, OpenBook> books_;
    std::vector<BookKey> grown_;
    bool wrote_ = false;  ///< something besides the books' own rows
    std::string encoded_;  ///< kept to spare an allocation per posting
};

}  // namespace jincai::execution

#pragma once

#include <map>

#include "modules/execution/writer.h"

namespace jincai::execution {

/// Changes that are decided one behind the other and committed in one transaction.
struct Round {
    std::vector<Change> changes;
    std::vector<Result<Receipt>> answers;  ///< of each change, true only once it is committed
    std::vector<BookKey> grown;            ///< books with new records
    bool wrote = false;                    ///< whether there is something to commit
};

/// The books in memory and the deciding of rounds on them. Belongs to the writer's thread.
class Batch {
public:
    Batch(storage::Database& database, Clock const& clock, RulesSource rules);

    PostingWrite on_posting;

    /// A book, read from its journal when it is not in memory.
    [[nodiscard]] Result<OpenBook*> open(storage::Session& session, BookKey const& key);
    [[nodiscard]] ledger::Rules rules(BookKey const& key);

    /// Decides the changes of `round` that have no answer yet, in order. From the first that books
    /// something the books in memory are ahead of the disk.
    void decide(storage::Session& session, Round& round);
    /// What a round adds to its transaction at the end: where the journals now end.
    void close(storage::Session& session, Round const& round);
    /// The round was not committed: its books are read again before anything is decided on them.
    void forget(Round const& round);

    /// Decides `changes` anew and commits them in a transaction of their own. On failure of the
    /// database each change is tried once more alone, so that one bad document does not refuse its
    /// neighbours.
    [[nodiscard]] Round run(std::vector<Change> changes);
    /// The answers to a round that failed with `error`: a refusal that holds for all of them, or
    /// what became of each alone.
    [[nodiscard]] Round after_failure(std::vector<Change> changes, std::exception const& error);

private:
    void commit(Round& round);
    [[nodiscard]] Result<ledger::Posting> decide_in_time(ledger::Book const& book, Step& step);
    [[nodiscard]] Result<Receipt> decide(storage::Session& session, Change& change, Round& round);
    [[nodiscard]] Result<std::vector<ledger::Posting>> decide_on_trials(
        storage::Session& session, Change& change, std::map<BookKey, ledger::Book>& trials);
    [[nodiscard]] Result<Receipt> repeated_or(Error error) const;
    [[nodiscard]] Result<Booking> write_documents(storage::Session& session, Change& change,
                                               std::span<ledger::Posting const> postings,
                                               Round& round);
    void append(storage::Session& session, BookKey const& key, ledger::Posting const& posting,
                Round& round);

    storage::Database& database_;
    Clock const& clock_;
    RulesSource rules_;
    std::map<BookKey, OpenBook> books_;
    std::map<BookKey, Timestamp> last_at_;  ///< of the last records, also where a book was forgotten
    std::string encoded_;  ///< kept to spare an allocation per posting
};

}  // namespace jincai::execution

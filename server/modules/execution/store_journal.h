#pragma once

#include <functional>
#include <set>

#include "modules/execution/books.h"
#include "platform/storage/database.h"

namespace jincai::execution {

/// `book_unreadable`: record `seq` does not follow from the one before.
[[nodiscard]] std::unexpected<Error> unreadable(BookKey const& key, std::int64_t seq);

using TakePosting = std::function<bool(ledger::Posting const&)>;

/// Hands the next postings behind `head` to `take`, each proved against the chain, and moves `head`
/// with those taken; records beyond `last_seq` are not looked at. False when there are no more, or
/// `take` answered false. Refused with `book_unreadable` at the first record that does not follow.
[[nodiscard]] Result<bool> read_portion(storage::Session& session, BookKey const& key,
                                        std::int64_t last_seq, Head& head,
                                        TakePosting const& take);

/// Hands the postings of a book to `take` in their order until it answers false, each proved
/// against the chain; gives the head of the last one taken. Reads in portions, so that no snapshot
/// stays open over a long journal. Otherwise as `read_portion`.
[[nodiscard]] Result<Head> read_journal(storage::Database const& database, BookKey const& key,
                                        std::int64_t last_seq,
                                        TakePosting const& take);
inline constexpr std::int64_t kWholeJournal = std::numeric_limits<std::int64_t>::max();

/// How many records a book has.
[[nodiscard]] std::int64_t journal_length(storage::Session& session, BookKey const& key);

struct BookedPayment {
    PaymentId id;
    std::string number;
};

/// The documents of payments by their ids in the book; a payment submitted again since has another.
[[nodiscard]] std::map<PaymentId, BookedPayment> payments_booked(
    storage::Session& session, BookKey const& key, std::set<PaymentId> const& booked_ids);

}  // namespace jincai::execution

#pragma once

#include <functional>
#include <set>

#include "modules/execution/books.h"
#include "platform/storage/database.h"

namespace jincai::execution {

/// Hands the postings of a book to `take` in their order until it answers false, each proved
/// against the chain; gives the head of the last one taken. Reads in portions, so that no snapshot
/// stays open over a long journal; records beyond `last_seq` are not looked at. Refused with
/// `book_unreadable` at the first record that does not follow from the one before.
[[nodiscard]] Result<Head> read_journal(storage::Database const& database, BookKey const& key,
                                        std::int64_t last_seq,
                                        std::function<bool(ledger::Posting const&)> const& take);
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

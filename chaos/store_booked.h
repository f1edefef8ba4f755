#pragma once

#include "chaos/county.h"

namespace jincai::chaos {

/// How far the books were checked: the last record, and the largest id of a document.
struct Mark {
    std::int64_t seq = 0;
    PaymentId id;
};

/// A record of the journal.
struct BookedCommand {
    std::int64_t seq = 0;
    std::string command_id;
};
BOOST_DESCRIBE_STRUCT(BookedCommand, (), (seq, command_id))

/// The document of a payment.
struct BookedPayment {
    std::int64_t submitted_seq = 0;
    PaymentId id;
    std::string purpose;
    QuotaId quota_id;
    Money amount_fen;
};
BOOST_DESCRIBE_STRUCT(BookedPayment, (), (submitted_seq, id, purpose, quota_id, amount_fen))

[[nodiscard]] std::vector<BookedCommand> commands_after(storage::Session& session,
                                                        execution::BookKey const& book, Mark mark);
[[nodiscard]] std::vector<BookedPayment> payments_after(storage::Session& session,
                                                        execution::BookKey const& book, Mark mark);
/// How many commits the database has seen, by its own count.
[[nodiscard]] std::int64_t commits(storage::Session& session);
[[nodiscard]] std::vector<QuotaId> all_quotas(storage::Session& session);
[[nodiscard]] Mark last_mark(storage::Session& session, execution::BookKey const& book);

}  // namespace jincai::chaos

#include "chaos/store_booked.h"

namespace jincai::chaos {

std::vector<BookedCommand> commands_after(storage::Session& session,
                                          execution::BookKey const& book, Mark mark) {
    return session.query<BookedCommand>(
        "select seq, command_id from journal where region_code = :r and fiscal_year = :y and "
        "seq > :s order by seq",
        book.region, book.year, mark.seq);
}

std::vector<BookedPayment> payments_after(storage::Session& session,
                                          execution::BookKey const& book, Mark mark) {
    return session.query<BookedPayment>(
        "select coalesce(submitted_seq, 0), id, purpose, quota_id, amount_fen from payment "
        "where region_code = :r and id > :i order by id",
        book.region, mark.id);
}

std::int64_t commits(storage::Session& session) {
    return session.value<std::int64_t>("select commits from writer_claim").value_or(0);
}

std::vector<QuotaId> all_quotas(storage::Session& session) {
    return session.query<QuotaId>("select id from quota order by id");
}

Mark last_mark(storage::Session& session, execution::BookKey const& book) {
    auto const seq = session.value<std::int64_t>(
        "select max(seq) from journal where region_code = :r and fiscal_year = :y", book.region,
        book.year);
    auto const id = session.value<PaymentId>(
        "select max(id) from payment where region_code = :r", book.region);
    return {seq.value_or(0), id.value_or(PaymentId{})};
}

}  // namespace jincai::chaos

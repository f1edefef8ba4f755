#include "modules/cockpit/store.h"

/// Sums for the leader. The books of a territory are found first, then each is read by its own
/// key: a range over all regions would read every year of them.
namespace jincai::cockpit::store {

namespace {

struct OldestSum {
    std::int64_t count = 0;
    Money amount_fen;
    std::optional<Timestamp> oldest_at;
};
BOOST_DESCRIBE_STRUCT(OldestSum, (), (count, amount_fen, oldest_at))

void add_due(std::vector<DueItem>& items, std::string_view key, OldestSum const& found) {
    if (found.count > 0)
        items.push_back({.key = std::string{key},
                         .count = found.count,
                         .amount_fen = found.amount_fen,
                         .oldest_at = found.oldest_at,
                         .link = {}});
}

/// Payments of the frame's year that stand in `status`.
OldestSum payments_in(storage::Session& session, Frame const& frame, std::string_view status) {
    storage::Where where;
    where_regions(where, frame, "h.region_code");
    where.scope(frame.scope, "p.region_code", "p.unit_code");
    where.equal("h.fiscal_year", frame.year);
    where.equal("p.status", status);
    where.literal("p.region_code = h.region_code");
    where.literal("p.fiscal_year = h.fiscal_year");
    where.equal_if("p.fund_code", frame.fund);
    return *session.query_one<OldestSum>(
        "select count(*), coalesce(sum(p.amount_fen), 0), min(p.submitted_at) "
        "from projection_head h cross join payment p" +
            where.sql(),
        where);
}

OldestSum unfreeze_requests(storage::Session& session, Frame const& frame) {
    storage::Where where;
    where_regions(where, frame, "region_code");
    where.scope(frame.scope, "region_code", "unit_code");
    where.equal("fiscal_year", frame.year);
    where.equal("status", execution::FreezeStatus::requested);
    where.equal_if("fund_code", frame.fund);
    return *session.query_one<OldestSum>(
        "select count(*), 0, min(requested_at) from spending_freeze" + where.sql(), where);
}

}  // namespace

void where_regions(storage::Where& where, Frame const& frame, std::string_view column) {
    where.scope_region(frame.scope, column);
    if (frame.coverage == Coverage::own)
        where.equal(column, frame.region);
    else
        where.starts_with(column, subtree_prefix(frame.region));
}

std::vector<BookHead> heads(storage::Session& session, Frame const& frame, FiscalYear year) {
    storage::Where where;
    where_regions(where, frame, "region_code");
    where.equal("fiscal_year", year);
    return session.query<BookHead>(
        "select region_code, fiscal_year, seq from projection_head" + where.sql() +
            " order by region_code",
        where);
}

BookSums book_sums(storage::Session& session, DataScope const& scope, BookHead const& book) {
    storage::Where quotas;
    quotas.scope(scope, "q.region_code", "q.unit_code");
    quotas.equal("q.region_code", book.region_code);
    quotas.equal("q.fiscal_year", book.fiscal_year);
    quotas.literal("q.unit_code <> ''");
    auto sums = session.query<SumRow>(
        "select substr(q.unit_code, 1, 3), q.fund_code, substr(q.function_code, 1, 3), 0, "
        "sum(s.issued_fen - s.pending_fen - s.passed_down_fen) "
        "from quota q join quota_status s on s.region_code = q.region_code and s.quota_id = q.id" +
            quotas.sql() + " group by 1, 2, 3",
        quotas);
    storage::Where cube;
    cube.scope(scope, "region_code", "unit_code");
    cube.equal("region_code", book.region_code);
    cube.equal("fiscal_year", book.fiscal_year);
    cube.literal("paid_fen <> 0");
    auto paid = session.query<SumRow>(
        "select substr(unit_code, 1, 3), fund_code, substr(function_code, 1, 3), month, "
        "sum(paid_fen) from cube" + cube.sql() + " group by 1, 2, 3, 4",
        cube);
    std::ranges::move(paid, std::back_inserter(sums));
    return sums;
}

std::optional<Timestamp> behind_since(storage::Session& session, Frame const& frame) {
    storage::Where where;
    where_regions(where, frame, "b.region_code");
    where.equal("b.fiscal_year", frame.year);
    where.literal("b.seq > coalesce(h.seq, 0)");
    auto const behind = session.query<BookHead>(
        "select b.region_code, b.fiscal_year, coalesce(h.seq, 0) from book_head b left join "
        "projection_head h on h.region_code = b.region_code and h.fiscal_year = b.fiscal_year" +
            where.sql(),
        where);
    // One by one: joined, the journal of the whole territory would be read to find a few rows.
    std::optional<Timestamp> since;
    for (auto const& book : behind) {
        auto const at = session.value<Timestamp>(
            "select at from journal where region_code = :r and fiscal_year = :y and seq = :s",
            book.region_code, book.fiscal_year, book.seq + 1);
        if (at && (!since || *at < *since)) since = at;
    }
    return since;
}

std::vector<DueItem> due(storage::Session& session, Frame const& frame) {
    std::vector<DueItem> items;
    add_due(items, "payments_submitted", payments_in(session, frame, "submitted"));
    add_due(items, "payments_approved", payments_in(session, frame, "approved"));
    add_due(items, "payments_sealed", payments_in(session, frame, "sealed"));
    add_due(items, "payments_sent", payments_in(session, frame, "sent"));
    add_due(items, "unfreeze_requested", unfreeze_requests(session, frame));
    return items;
}

}  // namespace jincai::cockpit::store

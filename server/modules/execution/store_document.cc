#include "modules/execution/store_document.h"

#include "modules/execution/refusals.h"
#include "modules/execution/stale.h"

namespace jincai::execution::store {

namespace {

struct DocumentSums {
    std::int64_t count = 0;
    Money amount_fen;
};
BOOST_DESCRIBE_STRUCT(DocumentSums, (), (count, amount_fen))

struct DocumentNow {
    DocumentStatus status{};
    std::int64_t revision = 0;
};
BOOST_DESCRIBE_STRUCT(DocumentNow, (), (status, revision))

std::string name_of(DocumentTable table) { return boost::describe::enum_to_string(table, ""); }

}  // namespace

std::optional<QuotaDocumentRow> find_quota_document(storage::Session& session, DocumentId id) {
    return session.query_one<QuotaDocumentRow>(
        "select region_code, id, fiscal_year, kind, number, title, source, upper_number, reason, "
        "status, amount_fen, lines, created_by, created_by_name, created_at, booked_seq, "
        "booked_at, revision, attachment_ids from quota_document where id = :id",
        id);
}

std::optional<PlanDocumentRow> find_plan_document(storage::Session& session, DocumentId id) {
    return session.query_one<PlanDocumentRow>(
        "select region_code, id, fiscal_year, kind, number, title, unit_code, reason, status, "
        "amount_fen, lines, created_by, created_by_name, created_at, booked_seq, booked_at, "
        "revision, attachment_ids from plan_document where id = :id",
        id);
}

Result<void> check_unchanged(storage::Session& session, DocumentTable table,
                             DocumentSeen const& seen) {
    auto const now = session.query_one<DocumentNow>(
        "select status, revision from " + name_of(table) + " where region_code = :r and id = :i",
        seen.region, seen.id);
    if (!now) return refuse(refusals::document_unknown);
    if (now->status != seen.status)
        return refuse(refusals::wrong_status,
                      {{"status", std::string{boost::describe::enum_to_string(now->status, "")}}});
    if (now->revision != seen.revision)
        return refuse_stale(session, seen.object_kind, seen.id.value(), now->revision);
    return {};
}

Result<void> change_document(storage::Session& session, DocumentTable table,
                             DocumentChange const& change) {
    auto const& seen = change.seen;
    auto const changed = session.execute(
        "update " + name_of(table) +
            " set status = :to, number = :number, booked_seq = :seq, booked_at = :at, "
            "revision = revision + 1 where region_code = :region and id = :id and "
            "status = :from and revision = :revision",
        change.to, change.number, change.booked_seq, change.booked_at, seen.region, seen.id,
        seen.status, seen.revision);
    if (changed == 1) return {};
    return check_unchanged(session, table, seen);
}

Result<void> rewrite(storage::Session& session, QuotaDocumentRow const& row,
                     DocumentSeen const& seen) {
    auto const changed = session.execute(
        "update quota_document set title = :title, source = :source, upper_number = :upper, "
        "reason = :reason, amount_fen = :amount, lines = :lines, attachment_ids = :attachments, "
        "revision = revision + 1 where region_code = :region and id = :id and status = :from and "
        "revision = :revision",
        row.title, row.source, row.upper_number, row.reason, row.amount_fen, row.lines,
        row.attachment_ids, seen.region, seen.id, seen.status, seen.revision);
    if (changed == 1) return {};
    return check_unchanged(session, DocumentTable::quota_document, seen);
}

Result<void> rewrite(storage::Session& session, PlanDocumentRow const& row,
                     DocumentSeen const& seen) {
    auto const changed = session.execute(
        "update plan_document set title = :title, reason = :reason, amount_fen = :amount, "
        "lines = :lines, attachment_ids = :attachments, revision = revision + 1 "
        "where region_code = :region and id = :id and status = :from and revision = :revision",
        row.title, row.reason, row.amount_fen, row.lines, row.attachment_ids, seen.region, seen.id,
        seen.status, seen.revision);
    if (changed == 1) return {};
    return check_unchanged(session, DocumentTable::plan_document, seen);
}

api::Page<DocumentItem> list_documents(storage::Session& session, DocumentTable table,
                                       DataScope const& scope, DocumentFilter const& filter) {
    bool const by_unit = table == DocumentTable::plan_document;
    storage::Where where;
    if (by_unit) where.scope(scope, "region_code", "unit_code");
    else where.scope_region(scope, "region_code");
    where.equal_if("region_code", filter.region_code);
    where.equal_if("fiscal_year", filter.fiscal_year);
    where.equal_if("kind", filter.kind);
    where.equal_if("status", filter.status);
    if (filter.query) where.contains_any({"number", "title"}, *filter.query);
    api::Page<DocumentItem> page;
    auto const sums = session.query_one<DocumentSums>(
        "select count(*), coalesce(sum(amount_fen), 0) from " + name_of(table) + where.sql(),
        where);
    page.total = sums->count;
    page.totals = {{"amount_fen", sums->amount_fen}};
    page.items = session.query<DocumentItem>(
        "select region_code, id, fiscal_year, kind, number, title, " +
            std::string{by_unit ? "unit_code" : "''"} +
            ", status, amount_fen, created_by_name, created_at, booked_at from " + name_of(table) +
            where.sql() + " order by id desc limit :size offset :from",
        where, filter.limit(), filter.offset());
    return page;
}

}  // namespace jincai::execution::store

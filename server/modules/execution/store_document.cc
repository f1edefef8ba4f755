#include "modules/execution/store_document.h"

#include "modules/execution/refusals.h"

namespace jincai::execution::store {

namespace {

struct DocumentSums {
    std::int64_t count = 0;
    Money amount_fen;
};
BOOST_DESCRIBE_STRUCT(DocumentSums, (), (count, amount_fen))

std::string name_of(DocumentTable table) { return boost::describe::enum_to_string(table, ""); }

}  // namespace

std::optional<QuotaDocumentRow> find_quota_document(storage::Session& session, DocumentId id) {
    return session.query_one<QuotaDocumentRow>(
        "select region_code, id, fiscal_year, kind, number, title, source, upper_number, reason, "
        "status, amount_fen, lines, created_by, created_by_name, created_at, booked_seq, "
        "booked_at, revision from quota_document where id = :id",
        id);
}

std::optional<PlanDocumentRow> find_plan_document(storage::Session& session, DocumentId id) {
    return session.query_one<PlanDocumentRow>(
        "select region_code, id, fiscal_year, kind, number, title, unit_code, reason, status, "
        "amount_fen, lines, created_by, created_by_name, created_at, booked_seq, booked_at, "
        "revision from plan_document where id = :id",
        id);
}

Result<void> change_document(storage::Session& session, DocumentTable table,
                             DocumentChange const& change) {
    auto const changed = session.execute(
        "update " + name_of(table) +
            " set status = :to, number = :number, booked_seq = :seq, booked_at = :at, "
            "revision = revision + 1 where region_code = :region and id = :id and status = :from",
        change.to, change.number, change.booked_seq, change.booked_at, change.region, change.id,
        change.from);
    if (changed == 1) return {};
    auto const status = session.value<std::string>(
        "select status from " + name_of(table) + " where region_code = :r and id = :i",
        change.region, change.id);
    if (!status) return refuse(refusals::document_unknown);
    return refuse(refusals::wrong_status, {{"status", *status}});
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

#include "modules/execution/store_payment_list.h"

#include "modules/execution/refusals.h"
#include "modules/execution/stale.h"

namespace jincai::execution::store {

namespace {

struct ListSums {
    std::int64_t count = 0;
    Money amount_fen;
};
BOOST_DESCRIBE_STRUCT(ListSums, (), (count, amount_fen))

struct ListNow {
    PaymentListStatus status{};
    std::int64_t revision = 0;
};
BOOST_DESCRIBE_STRUCT(ListNow, (), (status, revision))

storage::Where where_of(DataScope const& scope, PaymentListFilter const& filter) {
    storage::Where where;
    where.scope(scope, "region_code", "unit_code");
    where.equal_if("region_code", filter.region_code);
    where.equal_if("fiscal_year", filter.fiscal_year);
    if (filter.unit_code) where.starts_with("unit_code", filter.unit_code->value());
    where.equal_if("status", filter.status);
    if (filter.query) where.contains_any({"number", "title"}, *filter.query);
    return where;
}

}  // namespace

std::optional<PaymentListRow> find_payment_list(storage::Session& session, PaymentListId id) {
    return session.query_one<PaymentListRow>(
        "select region_code, id, fiscal_year, unit_code, fund_code, project_class, number, title, "
        "mode, status, amount_fen, line_count, booked_count, first_payment_id, refusals, "
        "attachment_ids, light_after, created_by, created_by_name, created_at, submitted_seq, "
        "revision from payment_list where id = :id",
        id);
}

api::Page<PaymentListItem> list_payment_lists(storage::Session& session, DataScope const& scope,
                                              PaymentListFilter const& filter) {
    auto const where = where_of(scope, filter);
    api::Page<PaymentListItem> page;
    auto const sums = session.query_one<ListSums>(
        "select count(*), cast(coalesce(sum(amount_fen), 0) as bigint) from payment_list" +
            where.sql(),
        where);
    page.total = sums->count;
    page.totals = {{"amount_fen", sums->amount_fen}};
    page.items = session.query<PaymentListItem>(
        "select region_code, id, fiscal_year, unit_code, '', fund_code, project_class, number, "
        "title, mode, status, amount_fen, line_count, booked_count, created_by_name, created_at "
        "from payment_list" +
            where.sql() + " order by id desc limit :size offset :from",
        where, filter.limit(), filter.offset());
    return page;
}

Result<void> check_list_unchanged(storage::Session& session, PaymentListRow const& row) {
    auto const now = session.query_one<ListNow>(
        "select status, revision from payment_list where region_code = :r and id = :i",
        row.region_code, row.id);
    if (!now) return refuse(refusals::document_unknown);
    if (now->status != PaymentListStatus::submitted)
        return refuse(refusals::wrong_status,
                      {{"status", std::string{boost::describe::enum_to_string(now->status, "")}}});
    if (now->revision == row.revision) return {};
    return refuse_stale(session, "payment_list", row.id.value(), now->revision);
}

Result<void> decide_list(storage::Session& session, PaymentListRow const& row,
                         PaymentListStatus to) {
    auto const changed = session.execute(
        "update payment_list set status = :to, revision = revision + 1 where region_code = :r and "
        "id = :i and status = 'submitted' and revision = :v",
        to, row.region_code, row.id, row.revision);
    if (changed == 1) return {};
    return check_list_unchanged(session, row);
}

std::vector<PaymentId> payments_of(storage::Session& session, PaymentListRow const& row) {
    return session.query<PaymentId>(
        "select id from payment where region_code = :r and id >= :first and id < :last and "
        "list_id = :l order by id",
        row.region_code, row.first_payment_id, end_of(row), row.id);
}

std::int64_t move_payments(storage::Session& session, PaymentListRow const& row,
                           PaymentStatus from, PaymentStatus to,
                           std::optional<UserId> approved_by) {
    return session.execute(
        "update payment set status = :to, approved_by = :by, revision = revision + 1 where "
        "region_code = :r and id >= :first and id < :last and list_id = :l and status = :from",
        to, approved_by, row.region_code, row.first_payment_id, end_of(row), row.id, from);
}

std::optional<ClientCommandRow> find_client_command(storage::Session& session, UserId user,
                                                    std::string const& key) {
    return session.query_one<ClientCommandRow>(
        "select user_id, client_key, body_digest, object_kind, object_id, at from client_command "
        "where user_id = :u and client_key = :k",
        user, key);
}

}  // namespace jincai::execution::store

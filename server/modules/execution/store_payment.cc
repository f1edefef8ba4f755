#include "modules/execution/store_payment.h"

#include "ledger/record.h"
#include "modules/execution/refusals.h"
#include "modules/execution/stale.h"

namespace jincai::execution::store {

namespace {

constexpr std::string_view kColumns =
    "region_code, id, fiscal_year, number, unit_code, quota_id, contract_id, project_class, "
    "fund_code, function_code, economic_code, amount_fen, refunded_fen, status, purpose, "
    "payee_name, payee_account, payee_bank, payee_count, attachment_ids, booked_id, created_by, "
    "created_by_name, created_at, submitted_at, submitted_seq, approved_by, voucher_number, "
    "sealed_at, sent_at, cleared_on, bank_reference, light_after, revision, list_id";

constexpr std::string_view kItemColumns =
    "region_code, id, fiscal_year, number, unit_code, '', quota_id, project_class, fund_code, "
    "function_code, economic_code, '', amount_fen, refunded_fen, status, purpose, payee_name, "
    "payee_count, created_by_name, created_at, submitted_at, cleared_on, light_after";

struct Sums {
    std::int64_t count = 0;
    Money amount_fen;
    Money refunded_fen;
};
BOOST_DESCRIBE_STRUCT(Sums, (), (count, amount_fen, refunded_fen))

storage::Where where_of(DataScope const& scope, PaymentFilter const& filter) {
    storage::Where where;
    where.scope(scope, "region_code", "unit_code");
    where.equal_if("region_code", filter.region_code);
    where.equal_if("fiscal_year", filter.fiscal_year);
    if (filter.unit_code) where.starts_with("unit_code", filter.unit_code->value());
    where.equal_if("status", filter.status);
    where.equal_if("project_class", filter.project_class);
    where.equal_if("quota_id", filter.quota_id);
    if (filter.economic_code) where.starts_with("economic_code", *filter.economic_code);
    if (filter.submitted_from)
        where.compare("submitted_at", ">=", start_of(*filter.submitted_from));
    if (filter.submitted_to)
        where.compare("submitted_at", "<", start_of(add_days(*filter.submitted_to, 1)));
    if (filter.amount_fen_min) where.compare("amount_fen", ">=", *filter.amount_fen_min);
    if (filter.amount_fen_max) where.compare("amount_fen", "<=", *filter.amount_fen_max);
    if (filter.query) where.contains_any({"number", "purpose", "payee_name"}, *filter.query);
    return where;
}

std::string_view order_of(PaymentFilter const& filter) {
    auto const sort = filter.sort.value_or("");
    if (sort == "amount_fen") return " order by amount_fen, id";
    if (sort == "-amount_fen") return " order by amount_fen desc, id desc";
    if (sort == "submitted_at") return " order by submitted_at, id";
    if (sort == "-submitted_at") return " order by submitted_at desc, id desc";
    return " order by id desc";
}

}  // namespace

std::optional<PaymentRow> find_payment(storage::Session& session, PaymentId id) {
    static std::string const kSql =
        "select " + std::string{kColumns} + " from payment where id = :id";
    return session.query_one<PaymentRow>(kSql, id);
}

std::vector<Payee> payees(storage::Session& session, PaymentRow const& row) {
    if (row.payee_count == 1)
        return {{row.payee_name, row.payee_account, row.payee_bank, row.amount_fen}};
    return session.query<Payee>(
        "select name, account, bank, amount_fen from payee where region_code = :r and "
        "payment_id = :p order by line",
        row.region_code, row.id);
}

std::vector<RefundView> refunds(storage::Session& session, RegionCode const& region,
                                PaymentId id) {
    return session.query<RefundView>(
        "select amount_fen, day, reason, bank_reference from refund where region_code = :r and "
        "payment_id = :p order by id",
        region, id);
}

std::optional<Money> refunded_under(storage::Session& session, RegionCode const& region,
                                    PaymentId id, std::string const& bank_reference) {
    return session.value<Money>(
        "select amount_fen from refund where region_code = :r and payment_id = :p and "
        "bank_reference = :b",
        region, id, bank_reference);
}

std::optional<PaymentId> payment_by_seq(storage::Session& session, BookKey const& book,
                                        std::int64_t seq) {
    // The journal knows it for ever; the row follows the last submission.
    auto const record = session.value<std::string>(
        "select record from journal where region_code = :r and fiscal_year = :y and seq = :s",
        book.region, book.year, seq);
    if (!record) return std::nullopt;
    auto const posting = ledger::decode(*record);
    if (!posting || posting->payments.empty()) return std::nullopt;
    return posting->payments.front().payment;
}

void insert_payees(storage::Session& session, RegionCode const& region, PaymentId id,
                   std::vector<Payee> const& payees) {
    if (payees.size() == 1) return;  // the row of the payment says it all
    std::int64_t line = 0;
    for (auto const& payee : payees)
        session.insert("payee", PayeeRow{.region_code = region,
                                         .payment_id = id,
                                         .line = ++line,
                                         .name = payee.name,
                                         .account = payee.account,
                                         .bank = payee.bank,
                                         .amount_fen = payee.amount_fen});
}

void replace_payees(storage::Session& session, RegionCode const& region, PaymentId id,
                    std::vector<Payee> const& payees) {
    session.execute("delete from payee where region_code = :r and payment_id = :p", region, id);
    insert_payees(session, region, id, payees);
}

Result<void> update_payment(storage::Session& session, PaymentRow const& row, PaymentStatus from) {
    auto const changed = session.execute(
        "update payment set number = :number, amount_fen = :amount, refunded_fen = :refunded, "
        "status = :status, purpose = :purpose, payee_name = :payee, payee_account = :account, "
        "payee_bank = :bank, payee_count = :payees, attachment_ids = :attachments, "
        "booked_id = :booked, submitted_at = :submitted, submitted_seq = :seq, "
        "approved_by = :approver, voucher_number = :voucher, sealed_at = :sealed, "
        "sent_at = :sent, cleared_on = :cleared, bank_reference = :reference, "
        "light_after = :light, revision = revision + 1 "
        "where region_code = :region and id = :id and status = :from and revision = :revision",
        row.number, row.amount_fen, row.refunded_fen, row.status, row.purpose, row.payee_name,
        row.payee_account, row.payee_bank, row.payee_count, row.attachment_ids, row.booked_id,
        row.submitted_at, row.submitted_seq, row.approved_by, row.voucher_number, row.sealed_at,
        row.sent_at, row.cleared_on, row.bank_reference, row.light_after, row.region_code, row.id,
        from, row.revision);
    if (changed == 1) return {};
    return check_unchanged(session, row, from);
}

Result<void> check_unchanged(storage::Session& session, PaymentRow const& row,
                             PaymentStatus from) {
    auto const now = find_payment(session, row.id);
    if (!now) return refuse(refusals::payment_unknown);
    if (now->status != from)
        return refuse(refusals::wrong_status,
                      {{"status", std::string{boost::describe::enum_to_string(now->status, "")}}});
    if (now->revision == row.revision) return {};
    return refuse_stale(session, "payment", row.id.value(), now->revision);
}

api::Page<PaymentItem> list_payments(storage::Session& session, DataScope const& scope,
                                     PaymentFilter const& filter,
                                    PaymentListRow const* of_list) {
    auto where = where_of(scope, filter);
    if (of_list != nullptr) {
        where.equal("region_code", of_list->region_code);
        where.compare("id", ">=", of_list->first_payment_id);
        where.compare("id", "<", end_of(*of_list));
        where.equal("list_id", of_list->id);
    }
    api::Page<PaymentItem> page;
    auto const sums = session.query_one<Sums>(
        "select count(*), coalesce(sum(amount_fen), 0), coalesce(sum(refunded_fen), 0) "
        "from payment" + where.sql(),
        where);
    page.total = sums->count;
    page.totals = {{"amount_fen", sums->amount_fen}, {"refunded_fen", sums->refunded_fen}};
    page.items = session.query<PaymentItem>(
        "select " + std::string{kItemColumns} + " from payment" + where.sql() +
            std::string{order_of(filter)} + " limit :size offset :from",
        where, filter.limit(), filter.offset());
    return page;
}

}  // namespace jincai::execution::store

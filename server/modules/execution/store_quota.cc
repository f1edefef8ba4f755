#include "ledger/book.h"
#include "modules/execution/store_document.h"

/// Reading quotas, their entries and the plan grid from the read models.
namespace jincai::execution::store {

namespace {

constexpr std::string_view kItemColumns =
    "q.region_code, q.id, q.fiscal_year, q.unit_code, '', q.fund_code, q.function_code, '', "
    "q.economic_code, '', q.project_code, q.project_name, q.project_class, q.protected_class, "
    "q.direct_funds, q.summary, q.document_id, coalesce(d.number, ''), q.parent_id, "
    "coalesce(s.issued_fen, 0), coalesce(s.pending_fen, 0), coalesce(s.executable_fen, 0), "
    "coalesce(s.frozen_fen, 0), coalesce(s.procurement_fen, 0), coalesce(s.contract_fen, 0), "
    "coalesce(s.reserved_fen, 0), coalesce(s.plan_fen, 0), coalesce(s.in_flight_fen, 0), coalesce(s.paid_fen, 0), "
    "coalesce(s.passed_down_fen, 0), coalesce(s.carried_fen, 0), coalesce(s.recalled_fen, 0)";

constexpr std::string_view kItemTables =
    " from quota q left join quota_status s on s.region_code = q.region_code and "
    "s.quota_id = q.id left join quota_document d on d.region_code = q.region_code and "
    "d.id = q.document_id";

struct QuotaSums {
    std::int64_t count = 0;
    Money issued_fen;
    Money executable_fen;
    Money frozen_fen;
    Money plan_fen;
    Money in_flight_fen;
    Money paid_fen;
};
BOOST_DESCRIBE_STRUCT(QuotaSums, (), (count, issued_fen, executable_fen, frozen_fen, plan_fen,
                                      in_flight_fen, paid_fen))

storage::Where where_of(DataScope const& scope, QuotaFilter const& filter) {
    storage::Where where;
    where.scope(scope, "q.region_code", "q.unit_code");
    where.equal_if("q.region_code", filter.region_code);
    where.equal_if("q.fiscal_year", filter.fiscal_year);
    if (filter.unit_code) where.starts_with("q.unit_code", filter.unit_code->value());
    where.equal_if("q.fund_code", filter.fund_code);
    if (filter.function_code) where.starts_with("q.function_code", *filter.function_code);
    if (filter.economic_code) where.starts_with("q.economic_code", *filter.economic_code);
    where.equal_if("q.project_class", filter.project_class);
    if (filter.query) where.contains_any({"q.project_name", "q.summary"}, *filter.query);
    return where;
}

std::string_view order_of(QuotaFilter const& filter) {
    auto const sort = filter.sort.value_or("");
    if (sort == "issued_fen") return " order by s.issued_fen, q.id";
    if (sort == "-issued_fen") return " order by s.issued_fen desc, q.id";
    if (sort == "paid_fen") return " order by s.paid_fen, q.id";
    if (sort == "-paid_fen") return " order by s.paid_fen desc, q.id";
    return " order by q.region_code, q.unit_code, q.id";
}

struct QuotaKey {
    RegionCode region_code;
    QuotaId quota_id;
    UnitCode unit_code;
    std::string project_name;
    ProjectClass project_class{};
    EconomicCode economic_code;
    Money issued_fen;
};
BOOST_DESCRIBE_STRUCT(QuotaKey, (), (region_code, quota_id, unit_code, project_name, project_class,
                                     economic_code, issued_fen))

struct MonthCell {
    QuotaId quota_id;
    FiscalMonth month;
    Money planned_fen;
    Money submitted_fen;
};
BOOST_DESCRIBE_STRUCT(MonthCell, (), (quota_id, month, planned_fen, submitted_fen))

}  // namespace

api::Page<QuotaItem> list_quotas(storage::Session& session, DataScope const& scope,
                                 QuotaFilter const& filter) {
    auto const where = where_of(scope, filter);
    api::Page<QuotaItem> page;
    auto const sums = session.query_one<QuotaSums>(
        "select count(*), coalesce(sum(s.issued_fen), 0), coalesce(sum(s.executable_fen), 0), "
        "coalesce(sum(s.frozen_fen), 0), coalesce(sum(s.plan_fen), 0), "
        "coalesce(sum(s.in_flight_fen), 0), coalesce(sum(s.paid_fen), 0) from quota q left join "
        "quota_status s on s.region_code = q.region_code and s.quota_id = q.id" + where.sql(),
        where);
    page.total = sums->count;
    page.totals = {{"issued_fen", sums->issued_fen},       {"executable_fen", sums->executable_fen},
                   {"frozen_fen", sums->frozen_fen},       {"plan_fen", sums->plan_fen},
                   {"in_flight_fen", sums->in_flight_fen}, {"paid_fen", sums->paid_fen}};
    page.items = session.query<QuotaItem>(
        "select " + std::string{kItemColumns} + std::string{kItemTables} + where.sql() +
            std::string{order_of(filter)} + " limit :size offset :from",
        where, filter.limit(), filter.offset());
    return page;
}

std::optional<QuotaItem> find_quota_item(storage::Session& session, QuotaId id) {
    static std::string const kSql = "select " + std::string{kItemColumns} +
                                    std::string{kItemTables} + " where q.id = :id";
    return session.query_one<QuotaItem>(kSql, id);
}

api::Page<EntryItem> list_entries(storage::Session& session, QuotaRow const& quota,
                                  EntryFilter const& filter) {
    storage::Where where;
    where.equal("region_code", quota.region_code);
    where.equal("fiscal_year", quota.fiscal_year);
    where.equal("quota_id", quota.id);
    // Sources are kept under documents, whose ids are another series.
    where.literal("account >= 2000");
    where.equal_if("account", filter.account);
    api::Page<EntryItem> page;
    page.total = *session.value<std::int64_t>("select count(*) from entry" + where.sql(), where);
    page.items = session.query<EntryItem>(
        "select seq, at, day, kind, side, account, '', detail, amount_fen from entry" +
            where.sql() + " order by seq desc, line limit :size offset :from",
        where, filter.limit(), filter.offset());
    return page;
}

api::Page<PlanRow> list_plan_rows(storage::Session& session, DataScope const& scope,
                                  PlanFilter const& filter) {
    storage::Where where;
    where.scope(scope, "q.region_code", "q.unit_code");
    where.equal_if("q.region_code", filter.region_code);
    where.equal_if("q.fiscal_year", filter.fiscal_year);
    if (filter.unit_code) where.starts_with("q.unit_code", filter.unit_code->value());
    where.equal_if("q.project_class", filter.project_class);
    where.literal("q.unit_code <> ''");
    api::Page<PlanRow> page;
    page.total = *session.value<std::int64_t>("select count(*) from quota q" + where.sql(), where);
    auto const keys = session.query<QuotaKey>(
        "select q.region_code, q.id, q.unit_code, q.project_name, q.project_class, "
        "q.economic_code, coalesce(s.issued_fen, 0) from quota q left join quota_status s on "
        "s.region_code = q.region_code and s.quota_id = q.id" + where.sql() +
            " order by q.region_code, q.unit_code, q.id limit :size offset :from",
        where, filter.limit(), filter.offset());
    for (auto const& key : keys) {
        PlanRow row{.region_code = key.region_code,
                    .quota_id = key.quota_id,
                    .unit_code = key.unit_code,
                    .project_name = key.project_name,
                    .project_class = key.project_class,
                    .economic_code = key.economic_code,
                    .issued_fen = key.issued_fen,
                    .planned_fen = std::vector<Money>(ledger::kMonths),
                    .submitted_fen = std::vector<Money>(ledger::kMonths)};
        session.for_each<MonthCell>(
            "select quota_id, month, planned_fen, submitted_fen from cube where region_code = :r "
            "and fiscal_year = (select fiscal_year from quota where id = :i) and quota_id = :q",
            [&](MonthCell const& cell) {
                auto const at = ledger::month_index(cell.month);
                row.planned_fen[at] = cell.planned_fen;
                row.submitted_fen[at] = cell.submitted_fen;
            },
            key.region_code, key.quota_id, key.quota_id);
        page.items.push_back(std::move(row));
    }
    return page;
}

}  // namespace jincai::execution::store

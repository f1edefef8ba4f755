#include "modules/execution/store_freeze.h"

#include "modules/execution/refusals.h"
#include "modules/execution/stale.h"

namespace jincai::execution::store {

namespace {

constexpr std::string_view kColumns =
    "region_code, id, fiscal_year, unit_code, fund_code, project_class, status, month, plan_fen, "
    "spend_fen, rule_version, trigger_seq, frozen_at, requested_by, requested_by_name, "
    "requested_at, reason, correction_plan, first_approver, lifted_at, lifted_seq, revision, "
    "attachment_ids";

struct ScopeRow {
    RegionCode region_code;
    UnitCode unit_code;
    std::string fund_code;
    std::string project_class;
};
BOOST_DESCRIBE_STRUCT(ScopeRow, (), (region_code, unit_code, fund_code, project_class))

storage::Where where_of(DataScope const& scope, LightFilter const& filter) {
    storage::Where where;
    where.scope(scope, "region_code", "unit_code");
    where.equal_if("region_code", filter.region_code);
    if (filter.unit_code) where.starts_with("unit_code", *filter.unit_code);
    return where;
}

}  // namespace

std::optional<FreezeRow> find_freeze(storage::Session& session, DocumentId id) {
    static std::string const kSql =
        "select " + std::string{kColumns} + " from spending_freeze where id = :id";
    return session.query_one<FreezeRow>(kSql, id);
}

std::vector<FreezeRow> list_freezes(storage::Session& session, DataScope const& scope,
                                    FreezeFilter const& filter, std::int64_t& total) {
    storage::Where where;
    where.scope(scope, "region_code", "unit_code");
    where.equal_if("region_code", filter.region_code);
    where.equal_if("status", filter.status);
    if (filter.unit_code) where.starts_with("unit_code", *filter.unit_code);
    total = *session.value<std::int64_t>("select count(*) from spending_freeze" + where.sql(), where);
    return session.query<FreezeRow>("select " + std::string{kColumns} + " from spending_freeze" +
                                        where.sql() +
                                        " order by frozen_at desc, id desc limit :s offset :o",
                                    where, filter.limit(), filter.offset());
}

Result<void> update_freeze(storage::Session& session, FreezeRow const& row, FreezeStatus from) {
    auto const changed = session.execute(
        "update spending_freeze set status = :status, requested_by = :by, requested_by_name = :name, "
        "requested_at = :at, reason = :reason, correction_plan = :plan, first_approver = :first, "
        "lifted_at = :lifted, lifted_seq = :seq, attachment_ids = :attachments, "
        "revision = revision + 1 "
        "where region_code = :region and id = :id and status = :from and revision = :revision",
        row.status, row.requested_by, row.requested_by_name, row.requested_at, row.reason,
        row.correction_plan, row.first_approver, row.lifted_at, row.lifted_seq, row.attachment_ids,
        row.region_code, row.id, from, row.revision);
    if (changed == 1) return {};
    return check_unchanged(session, row, from);
}

Result<void> check_unchanged(storage::Session& session, FreezeRow const& row, FreezeStatus from) {
    auto const now = find_freeze(session, row.id);
    if (!now) return refuse(refusals::freeze_unknown);
    if (now->status != from)
        return refuse(refusals::wrong_status,
                      {{"status", std::string{boost::describe::enum_to_string(now->status, "")}}});
    if (now->revision == row.revision) return {};
    return refuse_stale(session, "freeze", row.id.value(), now->revision);
}

LampPage list_lamps(storage::Session& session, DataScope const& scope, LightFilter const& filter,
                    FiscalYear year, FiscalMonth month) {
    auto where = where_of(scope, filter);
    where.equal("fiscal_year", year);
    where.equal("month", month);
    where.equal_if("light", filter.light);
    LampPage page;
    page.scopes =
        *session.value<std::int64_t>("select count(*) from light_status" + where.sql(), where);
    // Worst first, as people look at them.
    auto const scopes = session.query<ScopeRow>(
        "select region_code, unit_code, fund_code, project_class from light_status" + where.sql() +
            " order by case light when 'red' then 0 when 'yellow' then 1 else 2 end, "
            "case when plan_fen = 0 then 0 else -(spend_fen * 1000 / plan_fen) end, region_code, "
            "unit_code, fund_code, project_class limit :s offset :o",
        where, filter.limit(), filter.offset());
    for (auto const& key : scopes) {
        auto lamps = session.query<LampRow>(
            "select region_code, month, unit_code, fund_code, project_class, light, plan_fen, "
            "spend_fen, since from light_status where region_code = :r and fiscal_year = :y and "
            "unit_code = :u and fund_code = :f and project_class = :c and month <= :m "
            "order by month",
            key.region_code, year, key.unit_code, key.fund_code, key.project_class, month);
        page.lamps.insert(page.lamps.end(), lamps.begin(), lamps.end());
    }
    return page;
}

api::Page<LightChangeItem> list_light_changes(storage::Session& session, DataScope const& scope,
                                              LightFilter const& filter) {
    auto where = where_of(scope, filter);
    where.equal_if("fiscal_year", filter.fiscal_year);
    api::Page<LightChangeItem> page;
    page.total =
        *session.value<std::int64_t>("select count(*) from light_change" + where.sql(), where);
    page.items = session.query<LightChangeItem>(
        "select seq, at, month, unit_code, fund_code, project_class, light_from, light_to, "
        "plan_fen, spend_fen, 0, rule_version from light_change" + where.sql() +
            " order by at desc, seq desc limit :s offset :o",
        where, filter.limit(), filter.offset());
    for (auto& item : page.items) item.spend_bp = share_bp(item.spend_fen, item.plan_fen);
    return page;
}

std::optional<FreezeCause> cause_of_freeze(storage::Session& session, LampRow const& lamp,
                                           FiscalYear year) {
    return session.query_one<FreezeCause>(
        "select month, plan_fen, spend_fen, frozen_at from spending_freeze where region_code = :r "
        "and unit_code = :u and fund_code = :f and project_class = :c and fiscal_year = :y "
        "and status <> 'lifted' order by frozen_at desc limit 1",
        lamp.region_code, lamp.unit_code, lamp.fund_code, lamp.project_class, year);
}

}  // namespace jincai::execution::store

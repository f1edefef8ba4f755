#include "modules/workflow/store_desk.h"

#include "platform/storage/where.h"

namespace jincai::workflow::store {
namespace {

constexpr std::string_view kListedColumns =
    "select t.region_code, t.document_kind, t.document_id, i.unit_code, i.number, i.title, "
    "i.amount_fen, i.fund_code, i.project_class, i.state, t.step, t.action, i.initiator_name, "
    "t.principal_name, i.submitted_at, t.opened_at, t.decided_at ";
constexpr std::string_view kJoined =
    "from workflow_task t join workflow_instance i on i.region_code = t.region_code "
    "and i.document_kind = t.document_kind and i.document_id = t.document_id";

std::string text(std::initializer_list<std::string_view> parts) {
    std::string joined;
    for (std::string_view part : parts) joined.append(part);
    return joined;
}

Listed list(storage::Session& session, std::string_view columns, std::string_view from,
            std::string_view order, storage::Where const& where, ListQuery const& query) {
    std::string const conditions = where.sql();
    return {
        .tasks = session.query<ListedTask>(
            text({columns, from, conditions, order, " limit :limit offset :offset"}), where,
            query.limit, query.offset),
        .total = session.value<std::int64_t>(text({"select count(*) ", from, conditions}), where)
                     .value_or(0)};
}

/// The notices a person gets: by name, or by role in the region and its units.
storage::Where by_name(UserId user) {
    storage::Where where;
    where.equal("n.user_id", user);
    return where;
}
storage::Where by_role(Mandate const& mandate) {
    storage::Where where;
    where.equal("n.user_id", UserId{}).equal("n.role", mandate.role);
    where.scope(mandate.scope, "n.region_code", "n.unit_code");
    return where;
}

}  // namespace

Listed pending(storage::Session& session, Mandate const& mandate, UserId user,
               ListQuery const& query) {
    bool const own = !mandate.principal.user_id;
    UserId const named = own ? user : mandate.principal.user_id;
    storage::Where where;
    where.literal("t.status = 'open'")  // not bound: the index holds only these
        .scope(mandate.scope, "t.region_code", "t.unit_code")
        .any_of("t.role", std::vector<std::string>{mandate.role, ""})
        .any_of("t.assignee_id", std::vector<UserId>{UserId{}, named})
        .compare("i.initiator_id", "<>", user)
        .equal_if("t.document_kind", query.document_kind);
    // A task without role belongs to the person it names.
    where.literal("(t.role <> '' or t.assignee_id <> 0)");
    return list(session, kListedColumns, kJoined, " order by t.opened_at, t.document_id", where,
                query);
}

Listed done(storage::Session& session, UserId user, ListQuery const& query) {
    storage::Where where;
    where.equal("t.actor_id", user)
        .literal("t.status = 'done'")
        .equal_if("t.document_kind", query.document_kind);
    return list(session, kListedColumns, kJoined, " order by t.decided_at desc, t.document_id desc",
                where, query);
}

Listed initiated(storage::Session& session, UserId user, ListQuery const& query) {
    storage::Where where;
    where.equal("i.initiator_id", user).equal_if("i.document_kind", query.document_kind);
    return list(session,
                "select i.region_code, i.document_kind, i.document_id, i.unit_code, i.number, "
                "i.title, i.amount_fen, i.fund_code, i.project_class, i.state, i.step, null, "
                "i.initiator_name, '', i.submitted_at, i.submitted_at, i.finished_at ",
                "from workflow_instance i", " order by i.submitted_at desc, i.document_id desc",
                where, query);
}

Delegation insert(storage::Session& session, Delegation delegation) {
    delegation.id = session.next("workflow_delegation", "id");
    session.insert("workflow_delegation", delegation);
    return delegation;
}

std::vector<UserId> delegates_in(storage::Session& session, RegionCode const& region,
                                 BusinessDate day) {
    return session.query<UserId>(
        "select distinct to_user_id from workflow_delegation where region_code = :region and "
        "last_day >= :day and first_day <= :same_day and revoked_at is null",
        region, day, day);
}

std::vector<Delegation> delegations_to(storage::Session& session, UserId user, BusinessDate day) {
    return session.query<Delegation>(
        "select region_code, id, from_user_id, from_user_name, role, unit_prefixes, to_user_id, "
        "to_user_name, first_day, last_day, reason, created_at, revoked_at "
        "from workflow_delegation where to_user_id = :user and last_day >= :day "
        "and first_day <= :same_day and revoked_at is null order by id",
        user, day, day);
}

std::vector<Delegation> delegations_of(storage::Session& session, UserId user) {
    return session.query<Delegation>(
        "select region_code, id, from_user_id, from_user_name, role, unit_prefixes, to_user_id, "
        "to_user_name, first_day, last_day, reason, created_at, revoked_at "
        "from workflow_delegation where to_user_id = :user or from_user_id = :same_user "
        "order by id desc limit 200",
        user, user);
}

bool revoke(storage::Session& session, UserId from, std::int64_t id, Timestamp at) {
    return session.execute(
               "update workflow_delegation set revoked_at = :at "
               "where id = :id and from_user_id = :from_user and revoked_at is null",
               at, id, from) == 1;
}

void insert(storage::Session& session, Notice notice) {
    notice.id = session.next("workflow_notice", "id");
    session.insert("workflow_notice", notice);
}

std::vector<ListedNotice> notices(storage::Session& session, Mandate const& mandate, UserId user,
                                  std::int64_t limit) {
    std::vector<ListedNotice> found;
    for (storage::Where const& where : {by_name(user), by_role(mandate)}) {
        auto const part = session.query<ListedNotice>(
            "select n.region_code, n.id, n.user_id, n.role, n.unit_code, n.kind, n.text_zh, "
            "n.text_en, n.document_kind, n.document_id, n.created_at, r.read_at "
            "from workflow_notice n left join workflow_notice_read r "
            "on r.notice_id = n.id and r.user_id = :reader" +
                where.sql() + " order by n.id desc limit :limit",
            user, where, limit);
        found.insert(found.end(), part.begin(), part.end());
    }
    std::ranges::sort(found, std::greater{}, &ListedNotice::id);
    if (std::cmp_greater(found.size(), limit)) found.resize(static_cast<std::size_t>(limit));
    return found;
}

std::int64_t unread(storage::Session& session, Mandate const& mandate, UserId user) {
    std::int64_t count = 0;
    for (storage::Where const& where : {by_name(user), by_role(mandate)}) {
        count +=
            session
                .value<std::int64_t>("select count(*) from workflow_notice n" + where.sql() +
                                         " and not exists (select 1 from workflow_notice_read r "
                                         "where r.notice_id = n.id and r.user_id = :reader)",
                                     where, user)
                .value_or(0);
    }
    return count;
}

bool mark_read(storage::Session& session, Mandate const& mandate, UserId user, std::int64_t id,
               Timestamp at) {
    bool found = false;
    for (storage::Where where : {by_name(user), by_role(mandate)}) {
        where.equal("n.id", id);
        found = found || session.value<std::int64_t>(
                             "select n.id from workflow_notice n" + where.sql(), where);
    }
    if (!found) return false;
    auto const read = session.value<std::int64_t>(
        "select read_at from workflow_notice_read where notice_id = :id and user_id = :user", id,
        user);
    if (!read) {
        session.execute(
            "insert into workflow_notice_read (notice_id, user_id, read_at) "
            "values (:id, :user, :at)",
            id, user, at);
    }
    return true;
}

}  // namespace jincai::workflow::store

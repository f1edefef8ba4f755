#include "modules/identity/store.h"

#include <fmt/format.h>

#include "base/text.h"

namespace jincai::identity::store {

namespace {

constexpr std::string_view kUser =
    "select user_id, user_name, display_name, region_code, unit_code, status, password_hash,"
    " must_change, password_changed_at, failed_count, failed_since, locked_until, last_login_at,"
    " last_login_ip, created_at, released_at, revision from identity_user";

constexpr std::string_view kSession =
    "select session_id, token_hash, user_id, grant_id, created_at, last_seen_at, ip,"
    " previous_login_at, previous_login_ip, ended_at, end_reason from identity_session";

struct GrantRow {
    GrantId grant_id;
    UserId user_id;
    Role role = Role::unit_handler;
    RegionCode region_code;
    bool include_lower = false;
    std::string unit_prefixes;
    std::string granted_by;
    Timestamp granted_at;
    std::optional<Timestamp> revoked_at;
};
BOOST_DESCRIBE_STRUCT(GrantRow, (),
                      (grant_id, user_id, role, region_code, include_lower, unit_prefixes,
                       granted_by, granted_at, revoked_at))

struct PasswordRow {
    UserId user_id;
    std::int64_t number = 0;
    std::string hash;
};
BOOST_DESCRIBE_STRUCT(PasswordRow, (), (user_id, number, hash))

struct PreferenceRow : Preferences {
    UserId user_id;
};
BOOST_DESCRIBE_STRUCT(PreferenceRow, (Preferences), (user_id))

Grant grant_of(GrantRow const& row) {
    Grant grant;
    grant.grant_id = row.grant_id;
    grant.user_id = row.user_id;
    grant.role = row.role;
    grant.region_code = row.region_code;
    grant.include_lower = row.include_lower;
    if (!row.unit_prefixes.empty()) {
        for (auto const prefix : split(row.unit_prefixes, ',')) {
            grant.unit_prefixes.emplace_back(prefix);
        }
    }
    return grant;
}

storage::Where conditions(DataScope const& scope, UserQuery const& query) {
    storage::Where where;
    where.scope(scope, "region_code", "unit_code")
        .equal_if("status", query.status)
        .equal_if("region_code", query.region_code);
    if (query.text) where.contains_any({"user_name", "display_name"}, *query.text);
    if (query.role) {
        where.compare(
            "user_id in (select user_id from identity_grant"
            " where revoked_at is null and role",
            "=", *query.role, ")");
    }
    return where;
}

}  // namespace

std::optional<User> user(storage::Session& session, UserId user_id) {
    return session.query_one<User>(fmt::format("{} where user_id = :user_id", kUser), user_id);
}

std::optional<User> user_by_name(storage::Session& session, std::string_view user_name) {
    return session.query_one<User>(fmt::format("{} where user_name = :user_name", kUser),
                                   user_name);
}

std::vector<User> users(storage::Session& session, DataScope const& scope, UserQuery const& query) {
    auto const where = conditions(scope, query);
    return session.query<User>(
        fmt::format("{}{} order by region_code, user_name limit :limit offset :offset", kUser,
                    where.sql()),
        where, query.limit, query.offset);
}

std::int64_t user_count(storage::Session& session, DataScope const& scope, UserQuery const& query) {
    auto const where = conditions(scope, query);
    return session.value<std::int64_t>("select count(*) from identity_user" + where.sql(), where)
        .value_or(0);
}

void insert_user(storage::Session& session, User const& user) {
    session.insert("identity_user", user);
}

void update_user(storage::Session& session, User const& user) {
    session.execute(
        "update identity_user set display_name = :display_name, region_code = :region_code,"
        " unit_code = :unit_code, status = :status, password_hash = :password_hash,"
        " must_change = :must_change, password_changed_at = :password_changed_at,"
        " failed_count = :failed_count, failed_since = :failed_since,"
        " locked_until = :locked_until, last_login_at = :last_login_at,"
        " last_login_ip = :last_login_ip, released_at = :released_at, revision = :revision"
        " where user_id = :user_id",
        user.display_name, user.region_code, user.unit_code, user.status, user.password_hash,
        user.must_change, user.password_changed_at, user.failed_count, user.failed_since,
        user.locked_until, user.last_login_at, user.last_login_ip, user.released_at, user.revision,
        user.user_id);
}

std::vector<std::string> passwords(storage::Session& session, UserId user_id, std::size_t count) {
    return session.query<std::string>(
        "select hash from identity_password where user_id = :user_id"
        " order by number desc limit :count",
        user_id, count);
}

void add_password(storage::Session& session, UserId user_id, std::string const& hash) {
    auto const last = session.value<std::int64_t>(
        "select max(number) from identity_password where user_id = :user_id", user_id);
    session.insert("identity_password", PasswordRow{user_id, last.value_or(0) + 1, hash});
}

std::vector<Grant> grants(storage::Session& session, UserId user_id) {
    std::vector<Grant> list;
    session.for_each<GrantRow>(
        "select grant_id, user_id, role, region_code, include_lower, unit_prefixes, granted_by,"
        " granted_at, revoked_at from identity_grant"
        " where user_id = :user_id and revoked_at is null order by grant_id",
        [&](GrantRow const& row) { list.push_back(grant_of(row)); }, user_id);
    return list;
}

GrantId insert_grant(storage::Session& session, UserId user_id, GrantSpec const& grant,
                     std::string const& granted_by, Timestamp at) {
    GrantId const grant_id{session.next("identity_grant", "grant_id")};
    session.insert("identity_grant",
                   GrantRow{.grant_id = grant_id,
                            .user_id = user_id,
                            .role = grant.role,
                            .region_code = grant.region_code,
                            .include_lower = grant.include_lower,
                            .unit_prefixes = fmt::format("{}", fmt::join(grant.unit_prefixes, ",")),
                            .granted_by = granted_by,
                            .granted_at = at});
    return grant_id;
}

void revoke_grant(storage::Session& session, GrantId grant_id, Timestamp at) {
    session.execute("update identity_grant set revoked_at = :at where grant_id = :grant_id", at,
                    grant_id);
}

std::optional<SessionRow> session_row(storage::Session& session, std::string_view session_id) {
    return session.query_one<SessionRow>(fmt::format("{} where session_id = :session_id", kSession),
                                         session_id);
}

void insert_session(storage::Session& session, SessionRow const& row) {
    session.insert("identity_session", row);
}

void touch_session(storage::Session& session, std::string_view session_id, Timestamp seen) {
    session.execute(
        "update identity_session set last_seen_at = :seen where session_id = :session_id", seen,
        session_id);
}

void end_session(storage::Session& session, std::string_view session_id, std::string_view reason,
                 Timestamp at) {
    session.execute(
        "update identity_session set ended_at = :at, end_reason = :reason"
        " where session_id = :session_id and ended_at is null",
        at, reason, session_id);
}

void end_sessions(storage::Session& session, UserId user_id, std::string_view reason,
                  Timestamp at) {
    session.execute(
        "update identity_session set ended_at = :at, end_reason = :reason"
        " where user_id = :user_id and ended_at is null",
        at, reason, user_id);
}

Preferences preferences(storage::Session& session, UserId user_id) {
    return session
        .query_one<Preferences>(
            "select theme, language, density, unit from identity_preference"
            " where user_id = :user_id",
            user_id)
        .value_or(Preferences{});
}

void save_preferences(storage::Session& session, UserId user_id, Preferences const& preferences) {
    session.execute("delete from identity_preference where user_id = :user_id", user_id);
    PreferenceRow row;
    static_cast<Preferences&>(row) = preferences;
    row.user_id = user_id;
    session.insert("identity_preference", row);
}

}  // namespace jincai::identity::store

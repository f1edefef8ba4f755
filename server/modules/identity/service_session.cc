#include <fmt/format.h>

#include "modules/identity/refusals.h"
#include "modules/identity/service.h"
#include "modules/identity/service_parts.h"
#include "platform/crypto/crypto.h"

namespace jincai::identity {

namespace {

/// What a person with an outdated password may still reach.
constexpr std::string_view kAlwaysAllowed[] = {"/api/identity/password", "/api/identity/session",
                                               "/api/identity/logout", "/api/identity/preferences"};

api::Caller caller_from(SessionState const& state, Preferences const& preferences) {
    api::Caller caller;
    caller.user_id = state.user.user_id;
    caller.user_name = state.user.user_name;
    caller.session_id = state.row.session_id;
    caller.permissions = state.permissions;
    caller.language = preferences.language == Tongue::en ? Language::en : Language::zh;
    // Without a grant nothing is in scope; an empty scope would be everything.
    caller.scope = DataScope{.own_region_only = true};
    if (state.current) {
        caller.role = name_of(state.current->role);
        caller.scope = scope_of(*state.current);
        caller.region = state.current->region_code;
        caller.unit = unit_of(*state.current);
    }
    return caller;
}

}  // namespace

std::string token_hash_of(std::string_view token) {
    return crypto::hex(crypto::sm3(token));
}

std::string session_id_of(std::string_view token) {
    return token_hash_of(token).substr(0, 16);
}

std::string_view cookie_name(bool secure) {
    return secure ? "__Host-jincai" : "jincai_session";
}

std::string cookie_of(std::string_view token, bool secure) {
    return fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict{}{}", cookie_name(secure), token,
                       secure ? "; Secure" : "", token.empty() ? "; Max-Age=0" : "");
}

Service::Service(storage::Database& database, Clock const& clock, Places const& places,
                 Options options)
    : database_{database},
      clock_{clock},
      places_{places},
      options_{std::move(options)},
      unknown_hash_{crypto::hash_password(crypto::random_token(), options_.password_rounds)} {}

SessionState Service::state_of(storage::Session& session, User user, SessionRow row) const {
    SessionState state;
    state.must_change = must_change_password(user, options_.rules, clock_.now());
    state.grants = store::grants(session, user.user_id);
    auto const current = std::ranges::find(state.grants, GrantId{row.grant_id}, &Grant::grant_id);
    if (current != state.grants.end()) {
        state.current = *current;
        for (auto const permission : spec_of(current->role).permissions) {
            state.permissions.emplace(permission);
        }
    }
    state.user = std::move(user);
    state.row = std::move(row);
    return state;
}

Service::NewSession Service::begin_session(storage::Session& session, User const& user,
                                           std::int64_t grant_id, SessionRow row) const {
    NewSession started{.token = crypto::random_token()};
    row.session_id = session_id_of(started.token);
    row.token_hash = token_hash_of(started.token);
    row.user_id = user.user_id;
    row.grant_id = grant_id;
    row.last_seen_at = clock_.now();
    row.ended_at.reset();
    row.end_reason.clear();
    store::insert_session(session, row);
    started.state = state_of(session, user, std::move(row));
    started.preferences = store::preferences(session, user.user_id);
    return started;
}

SignedIn Service::remember(NewSession started) {
    // A refused insert means only that the first request reads the session from the database.
    static_cast<void>(
        cache_.insert(make_live(started.state, started.preferences), cache_.generation()));
    return {std::move(started.token), std::move(started.state)};
}

std::shared_ptr<LiveSession> Service::make_live(SessionState const& state,
                                                Preferences const& preferences) const {
    bool const administrator = state.current && is_administrator(state.current->role);
    return std::make_shared<LiveSession>(state.row, caller_from(state, preferences), administrator,
                                         state.must_change);
}

std::shared_ptr<LiveSession> Service::load(std::string_view session_id) const {
    return database_.read([&](storage::Session& session) -> std::shared_ptr<LiveSession> {
        auto row = store::session_row(session, session_id);
        if (!row || row->ended_at) return nullptr;
        auto user = store::user(session, row->user_id);
        if (!user || user->status != UserStatus::active) return nullptr;
        auto const preferences = store::preferences(session, user->user_id);
        return make_live(state_of(session, std::move(*user), std::move(*row)), preferences);
    });
}

std::shared_ptr<LiveSession> Service::live(std::string_view session_id) {
    auto found = cache_.find(session_id);
    while (!found) {
        auto const generation = cache_.generation();
        auto loaded = load(session_id);
        if (!loaded) return nullptr;
        if (cache_.insert(loaded, generation)) found = std::move(loaded);
    }
    if (found->is_alive(options_.rules, clock_.now())) return found;
    cache_.erase(session_id);
    return nullptr;
}

Result<api::Caller> Service::caller_of(http::Request const& request) {
    auto const token = request.cookie(cookie_name(request.is_secure));
    if (!token || token->empty()) return refuse(refusals::not_signed_in);
    auto const hash = token_hash_of(*token);
    auto const session = live(std::string_view{hash}.substr(0, 16));
    if (!session || !crypto::constant_time_equal(session->row.token_hash, hash)) {
        return refuse(refusals::not_signed_in);
    }
    if (session->must_change && std::ranges::count(kAlwaysAllowed, request.path) == 0) {
        return refuse(refusals::password_change_required);
    }
    if (session->touch(clock_.now())) store_use(*session);
    return session->caller;
}

bool Service::is_still_valid(api::Caller const& caller) {
    auto const session = live(caller.session_id);
    return session && session->caller.user_id == caller.user_id &&
           session->caller.role == caller.role && session->caller.region == caller.region;
}

/// Not audited: nothing was done, somebody was there.
void Service::store_use(LiveSession const& session) {
    auto const seen = Timestamp{std::chrono::milliseconds{session.last_seen_ms.load()}};
    try {
        // A busy or full disk does not end the session: the time is written again in a minute.
        static_cast<void>(database_.write([&](storage::Session& sql) -> Result<void> {
            store::touch_session(sql, session.row.session_id, seen);
            return {};
        }));
    } catch (storage::StorageError const&) {
        return;
    }
}

Result<SessionState> Service::session_of(api::Caller const& caller) const {
    return database_.read([&](storage::Session& session) -> Result<SessionState> {
        auto user = store::user(session, caller.user_id);
        auto row = store::session_row(session, caller.session_id);
        if (!user || !row) return refuse(refusals::not_signed_in);
        return state_of(session, std::move(*user), std::move(*row));
    });
}

Result<void> Service::sign_out(api::Caller const& caller) {
    JC_CHECK(audit::change(database_, clock_, caller, "signed_out",
                           [&](storage::Session& session, audit::Record& record) -> Result<void> {
                               store::end_session(session, caller.session_id, "signed_out",
                                                  record.at);
                               record.object_kind = "session";
                               record.object_id = caller.session_id;
                               record.region_code = caller.region.value();
                               return {};
                           }));
    cache_.erase(caller.session_id);
    return {};
}

Result<SignedIn> Service::switch_role(api::Caller const& caller, GrantId grant_id) {
    auto started = audit::change(
        database_, clock_, caller, "role_switched",
        [&](storage::Session& session, audit::Record& record) -> Result<NewSession> {
            auto const user = store::user(session, caller.user_id);
            auto const old_row = store::session_row(session, caller.session_id);
            if (!user || !old_row || old_row->ended_at) return refuse(refusals::not_signed_in);
            auto const grants = store::grants(session, caller.user_id);
            auto const wanted = std::ranges::find(grants, grant_id, &Grant::grant_id);
            if (wanted == grants.end()) return refuse_at("/grant_id", refusals::grant_not_found);
            store::end_session(session, caller.session_id, "role_switched", record.at);
            auto next = begin_session(session, *user, grant_id.value(), *old_row);
            describe_user(record, *user);
            audit::note(record, "role", caller.role, name_of(wanted->role));
            audit::note(record, "region_code", caller.region.value(), wanted->region_code.value());
            audit::note(record, "session_id", caller.session_id, next.state.row.session_id);
            return next;
        });
    auto session = JC_TRY(std::move(started));
    cache_.erase(caller.session_id);
    return remember(std::move(session));
}

Preferences Service::preferences(api::Caller const& caller) const {
    return database_.read(
        [&](storage::Session& session) { return store::preferences(session, caller.user_id); });
}

Result<void> Service::save_preferences(api::Caller const& caller, Preferences const& wanted) {
    JC_CHECK(audit::change(
        database_, clock_, caller, "preferences_saved",
        [&](storage::Session& session, audit::Record& record) -> Result<void> {
            auto const before = store::preferences(session, caller.user_id);
            auto const note = [&](std::string_view field, auto old_value, auto new_value) {
                audit::note(record, field, boost::describe::enum_to_string(old_value, ""),
                            boost::describe::enum_to_string(new_value, ""));
            };
            note("theme", before.theme, wanted.theme);
            note("language", before.language, wanted.language);
            note("density", before.density, wanted.density);
            note("unit", before.unit, wanted.unit);
            record.object_kind = "user";
            record.object_id = fmt::to_string(caller.user_id.value());
            record.region_code = caller.region.value();
            store::save_preferences(session, caller.user_id, wanted);
            return {};
        }));
    // The language is part of the sessions in memory: they are read again.
    cache_.erase_user(caller.user_id);
    return {};
}

}  // namespace jincai::identity

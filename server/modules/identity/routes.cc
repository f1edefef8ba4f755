#include "modules/identity/routes.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "base/text.h"
#include "modules/identity/service.h"
#include "platform/api/endpoint.h"

namespace jincai::identity {

namespace {

/// Renders what the service knows.
class Views {
public:
    Views(Service const& service, Clock const& clock) : service_{service}, clock_{clock} {}

    [[nodiscard]] SessionView session(SessionState const& state) const;
    [[nodiscard]] UserView user(UserWithGrants const& entry) const;

private:
    [[nodiscard]] NamedCode region(RegionCode const& code) const {
        return {code.value(), service_.places().region_name(code).value_or("")};
    }
    [[nodiscard]] NamedCode unit(RegionCode const& in, UnitCode const& code) const {
        return {code.value(), service_.places().unit_name(in, code).value_or("")};
    }
    [[nodiscard]] GrantView grant(Grant const& grant) const;
    [[nodiscard]] std::vector<GrantView> grants(std::vector<Grant> const& list) const;

    Service const& service_;
    Clock const& clock_;
};

GrantView Views::grant(Grant const& grant) const {
    auto const& spec = spec_of(grant.role);
    GrantView view{.grant_id = grant.grant_id,
                   .role = grant.role,
                   .role_zh = std::string{spec.zh},
                   .role_en = std::string{spec.en},
                   .region = region(grant.region_code),
                   .include_lower = grant.include_lower};
    for (auto const& prefix : grant.unit_prefixes) {
        view.units.push_back(unit(grant.region_code, UnitCode{prefix}));
    }
    return view;
}

std::vector<GrantView> Views::grants(std::vector<Grant> const& list) const {
    std::vector<GrantView> views;
    for (Grant const& each : list) views.push_back(grant(each));
    return views;
}

SessionView Views::session(SessionState const& state) const {
    auto const& rules = service_.options().rules;
    auto const today = clock_.today();
    SessionView view{.user_id = state.user.user_id,
                     .user_name = state.user.user_name,
                     .display_name = state.user.display_name,
                     .roles = grants(state.grants),
                     .permissions = {state.permissions.begin(), state.permissions.end()},
                     .landing = "/me",
                     .must_change_password = state.must_change,
                     .ends_at = state.row.created_at + rules.session,
                     .last_login_at = state.row.previous_login_at,
                     .last_login_ip = state.row.previous_login_ip,
                     .fiscal_year = fiscal_year(today),
                     .today = today};
    auto idle = rules.idle;
    if (state.current) {
        auto const& spec = spec_of(state.current->role);
        view.role = state.current->role;
        view.grant_id = state.current->grant_id;
        view.region = region(state.current->region_code);
        view.landing = spec.landing;
        if (spec.within_unit) view.unit = unit(state.current->region_code, unit_of(*state.current));
        if (is_administrator(spec.role)) idle = rules.idle_administrator;
    }
    view.idle_seconds = static_cast<std::int32_t>(std::chrono::seconds{idle}.count());
    return view;
}

UserView Views::user(UserWithGrants const& entry) const {
    auto const& user = entry.user;
    UserView view{
        .user_id = user.user_id,
        .user_name = user.user_name,
        .display_name = user.display_name,
        .region = region(user.region_code),
        .status = user.status,
        .must_change_password = must_change_password(user, service_.options().rules, clock_.now()),
        .last_login_at = user.last_login_at,
        .last_login_ip = user.last_login_ip,
        .created_at = user.created_at,
        .revision = user.revision,
        .roles = grants(entry.grants)};
    if (is_locked_out(user, clock_.now())) view.locked_until = user.locked_until;
    if (!user.unit_code.empty()) view.unit = unit(user.region_code, user.unit_code);
    return view;
}

/// Hands the token to the browser and renders the session it opens.
Result<SessionView> opened(Service const& service, Result<SignedIn> signed_in, api::Call& call) {
    auto const session = JC_TRY(std::move(signed_in));
    call.set_header("Set-Cookie", cookie_of(session.token, call.request.is_secure));
    return Views{service, call.clock}.session(session.state);
}

Client client_of(http::Request const& request) {
    return {.ip = request.remote_ip,
            .request_id = request.request_id,
            .old_token = std::string{request.cookie(cookie_name(request.is_secure)).value_or("")}};
}

void add_session_routes(api::Router& router, Service& service) {
    router.post<LoginRequest, SessionView>(
        "/api/identity/login",
        {.permission = api::kPublic, .audit = "signed_in", .summary = "登录", .is_sign_in = true},
        [&service](LoginRequest const& body, api::Call& call) {
            return opened(service,
                          service.sign_in(body.user_name, body.password, client_of(call.request)),
                          call);
        });
    router.post<api::None, api::None>(
        "/api/identity/logout",
        {.permission = api::kSignedIn, .audit = "signed_out", .summary = "退出登录"},
        [&service](api::None const&, api::Call& call) -> Result<api::None> {
            JC_CHECK(service.sign_out(call.caller));
            call.set_header("Set-Cookie", cookie_of("", call.request.is_secure));
            return api::None{};
        });
    router.get<api::None, SessionView>(
        "/api/identity/session",
        {.permission = api::kSignedIn, .summary = "当前会话：人员、角色、权限与登录信息"},
        [&service](api::None const&, api::Call& call) -> Result<SessionView> {
            auto const state = JC_TRY(service.session_of(call.caller));
            return Views{service, call.clock}.session(state);
        });
    router.post<RoleRequest, SessionView>(
        "/api/identity/role",
        {.permission = api::kSignedIn, .audit = "role_switched", .summary = "切换角色"},
        [&service](RoleRequest const& body, api::Call& call) {
            return opened(service, service.switch_role(call.caller, body.grant_id), call);
        });
    router.post<PasswordRequest, SessionView>(
        "/api/identity/password",
        {.permission = api::kSignedIn, .audit = "password_changed", .summary = "修改本人密码"},
        [&service](PasswordRequest const& body, api::Call& call) {
            return opened(
                service, service.change_password(call.caller, body.old_password, body.new_password),
                call);
        });
}

void add_preference_routes(api::Router& router, Service& service) {
    router.get<api::None, Preferences>(
        "/api/identity/preferences", {.permission = api::kSignedIn, .summary = "本人的显示设置"},
        [&service](api::None const&, api::Call& call) -> Result<Preferences> {
            return service.preferences(call.caller);
        });
    router.put<Preferences, Preferences>(
        "/api/identity/preferences",
        {.permission = api::kSignedIn, .audit = "preferences_saved", .summary = "保存显示设置"},
        [&service](Preferences const& body, api::Call& call) -> Result<Preferences> {
            JC_CHECK(service.save_preferences(call.caller, body));
            return body;
        });
}

RoleList role_list() {
    RoleList list;
    for (RoleSpec const& spec : roles()) {
        RoleView view{.role = spec.role,
                      .zh = std::string{spec.zh},
                      .en = std::string{spec.en},
                      .within_unit = spec.within_unit,
                      .includes_lower = spec.includes_lower,
                      .permissions = {spec.permissions.begin(), spec.permissions.end()}};
        for (RoleSpec const& other : roles()) {
            if (!check_exclusions({spec.role, other.role})) view.excludes.push_back(other.role);
        }
        list.roles.push_back(std::move(view));
    }
    return list;
}

Result<UserView> view_of(Service const& service, api::Call const& call) {
    auto const entry = JC_TRY(service.user(call.caller.scope, call.path_id<UserId>("user_id")));
    return Views{service, call.clock}.user(entry);
}

/// Documents keep the account that acted; pages show the person. Known are those of the caller's
/// own region and of the regions the caller looks after.
NameList names_of(Service const& service, api::Caller const& caller, std::string_view list) {
    DataScope const colleagues{.region_prefix = caller.region.value(),
                               .own_region_only = true,
                               .region = caller.region,
                               .unit_prefixes = {}};
    NameList found;
    auto const wanted = split(list, ',');
    for (auto const name : std::span{wanted}.first(std::min(wanted.size(), kNamesShown))) {
        for (auto const& scope : {colleagues, caller.scope}) {
            auto const people = service.users(scope, {.text = std::string{name}, .limit = 100});
            auto const at = std::ranges::find(people.users, name, [](UserWithGrants const& entry) {
                return std::string_view{entry.user.user_name};
            });
            if (at == people.users.end()) continue;
            found.names.push_back({at->user.user_name, at->user.display_name});
            break;
        }
    }
    return found;
}

void add_reading_routes(api::Router& router, Service& service) {
    router.get<NamesFilter, NameList>(
        "/api/identity/names",
        {.permission = api::kSignedIn, .summary = "按用户名查姓名，用于单据与日志的显示"},
        [&service](NamesFilter const& filter, api::Call& call) -> Result<NameList> {
            return names_of(service, call.caller, filter.user_names);
        });
    router.get<api::None, RoleList>(
        "/api/identity/roles", {.permission = "identity.user.read", .summary = "角色与权限一览"},
        [](api::None const&, api::Call&) -> Result<RoleList> { return role_list(); });
    router.get<UserFilter, api::Page<UserView>>(
        "/api/identity/users", {.permission = "identity.user.read", .summary = "管辖范围内的用户"},
        [&service](UserFilter const& filter, api::Call& call) -> Result<api::Page<UserView>> {
            auto const found = service.users(call.caller.scope, {.text = filter.query,
                                                                 .status = filter.status,
                                                                 .role = filter.role,
                                                                 .region_code = filter.region_code,
                                                                 .limit = filter.limit(),
                                                                 .offset = filter.offset()});
            api::Page<UserView> page{.total = found.total};
            Views const views{service, call.clock};
            for (auto const& entry : found.users) page.items.push_back(views.user(entry));
            return page;
        });
    router.get<api::None, UserView>(
        "/api/identity/users/{user_id}",
        {.permission = "identity.user.read", .summary = "一个用户"},
        [&service](api::None const&, api::Call& call) { return view_of(service, call); });
}

void add_account_routes(api::Router& router, Service& service) {
    router.post<NewUserRequest, InitialPassword>(
        "/api/identity/users",
        {.permission = "identity.user.manage",
         .audit = "user_created",
         .summary = "建立账户，返回一次性初始密码",
         .status = 201},
        [&service](NewUserRequest const& body, api::Call& call) -> Result<InitialPassword> {
            auto created = JC_TRY(service.create_user(
                call.caller, {.user_name = body.user_name,
                              .display_name = body.display_name,
                              .region_code = body.region_code,
                              .unit_code = body.unit_code.value_or(UnitCode{})}));
            return InitialPassword{created.user_id, std::move(created.initial_password)};
        });
    router.post<UserRequest, UserView>(
        "/api/identity/users/{user_id}",
        {.permission = "identity.user.manage", .audit = "user_changed", .summary = "修改账户"},
        [&service](UserRequest const& body, api::Call& call) -> Result<UserView> {
            JC_CHECK(service.update_user(call.caller, call.path_id<UserId>("user_id"),
                                         {.display_name = body.display_name,
                                          .unit_code = body.unit_code.value_or(UnitCode{}),
                                          .enabled = body.enabled,
                                          .revision = body.revision}));
            return view_of(service, call);
        });
    router.post<LockRequest, UserView>(
        "/api/identity/users/{user_id}/lock",
        {.permission = "identity.user.manage", .audit = "user_locked", .summary = "锁定账户"},
        [&service](LockRequest const& body, api::Call& call) -> Result<UserView> {
            JC_CHECK(service.lock(call.caller, call.path_id<UserId>("user_id"), body.reason));
            return view_of(service, call);
        });
    router.post<api::None, InitialPassword>(
        "/api/identity/users/{user_id}/reset",
        {.permission = "identity.user.manage",
         .audit = "password_reset",
         .summary = "重置密码；账户锁定至安全管理员解锁"},
        [&service](api::None const&, api::Call& call) -> Result<InitialPassword> {
            auto reset =
                JC_TRY(service.reset_password(call.caller, call.path_id<UserId>("user_id")));
            return InitialPassword{reset.user_id, std::move(reset.initial_password)};
        });
}

void add_security_routes(api::Router& router, Service& service) {
    router.post<GrantsRequest, UserView>(
        "/api/identity/users/{user_id}/roles",
        {.permission = "identity.role.grant",
         .audit = "roles_granted",
         .summary = "授予与收回角色"},
        [&service](GrantsRequest const& body, api::Call& call) -> Result<UserView> {
            JC_CHECK(service.set_grants(call.caller, call.path_id<UserId>("user_id"), body.grants,
                                        body.revision));
            return view_of(service, call);
        });
    router.post<api::None, UserView>(
        "/api/identity/users/{user_id}/unlock",
        {.permission = "identity.role.grant", .audit = "user_unlocked", .summary = "解锁账户"},
        [&service](api::None const&, api::Call& call) -> Result<UserView> {
            JC_CHECK(service.unlock(call.caller, call.path_id<UserId>("user_id")));
            return view_of(service, call);
        });
}

}  // namespace

void add_routes(api::Router& router, Service& service) {
    add_session_routes(router, service);
    add_preference_routes(router, service);
    add_reading_routes(router, service);
    add_account_routes(router, service);
    add_security_routes(router, service);
}

}  // namespace jincai::identity

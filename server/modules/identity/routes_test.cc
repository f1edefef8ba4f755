#include "modules/identity/routes.h"
#include "modules/identity/identity_fixture.h"
#include "platform/api/endpoint.h"
#include "platform/json/codec.h"

namespace jincai::identity {
namespace {

using testing::Contains;
using testing::HasSubstr;

/// Speaks to the routes as a browser does, with one cookie.
class IdentityRoutes : public IdentityTest {
protected:
    IdentityRoutes() { add_routes(router, service); }

    http::Response send(http::Method method, std::string const& path, std::string body = {}) {
        http::Request request{.method = method, .path = path, .body = std::move(body)};
        request.query = std::exchange(query, {});
        request.remote_ip = "10.0.0.7";
        request.request_id = "0123456789abcdef";
        if (!cookie.empty()) request.headers.set("Cookie", cookie);
        if (!http::is_safe(method)) {
            request.headers.set("X-Requested-With", "jincai");
            request.headers.set("Content-Type", "application/json");
        }
        auto response = router.handle(request);
        if (response.headers.has("Set-Cookie")) {
            std::string_view const set = response.headers.get("Set-Cookie");
            cookie = set.substr(0, set.find(';'));
        }
        return response;
    }
    http::Response get(std::string const& path) { return send(http::Method::get, path); }
    http::Response post(std::string const& path, std::string body = {}) {
        return send(http::Method::post, path, std::move(body));
    }
    http::Response login(std::string const& name, std::string_view password = kPassword) {
        return post("/api/identity/login",
                    fmt::format(R"({{"user_name":"{}","password":"{}"}})", name, password));
    }
    static std::string text(http::Response const& response, std::string_view member) {
        auto const value = json::parse(response.body);
        if (!value) return response.body;
        auto const* found = value->find(member);
        if (found == nullptr) return "absent in " + response.body;
        auto const* as_text = found->as_string();
        return as_text != nullptr ? *as_text : json::write(*found);
    }

    api::Router router{{.rate_limits = false}, clock, service};
    std::string cookie;
    http::Pairs query;  ///< of the next request
};

TEST_F(IdentityRoutes, open_a_session_that_says_who_and_where) {
    add("wang", {grant(Role::unit_handler, "990101")});
    auto const response = login("wang");
    ASSERT_EQ(response.status, 200) << response.body;
    EXPECT_THAT(cookie, testing::StartsWith("jincai_session="));
    EXPECT_THAT(response.body, testing::Not(HasSubstr(cookie.substr(15))));
    auto const session = get("/api/identity/session");
    EXPECT_EQ(session.status, 200);
    EXPECT_EQ(text(session, "user_name"), "wang");
    EXPECT_EQ(text(session, "role"), "unit_handler");
    EXPECT_EQ(text(session, "region"), R"({"code":"990101","name":"区划990101"})");
    EXPECT_EQ(text(session, "unit"), R"({"code":"001001","name":"单位001001"})");
    EXPECT_EQ(text(session, "landing"), "/todo");
    EXPECT_EQ(text(session, "today"), "2026-03-05");
    EXPECT_EQ(text(session, "fiscal_year"), "2026");
    EXPECT_EQ(text(session, "idle_seconds"), "900");
    EXPECT_EQ(text(session, "last_login_at"), "null");
}

TEST_F(IdentityRoutes, tell_of_the_sign_in_before_this_one) {
    add("wang", Role::bureau_leader);
    login("wang");
    clock.advance(std::chrono::hours{1});
    auto const second = login("wang");
    EXPECT_EQ(text(second, "last_login_at"), "2026-03-05T06:23:22.000Z");
    EXPECT_EQ(text(second, "last_login_ip"), "10.0.0.7");
}

TEST_F(IdentityRoutes, refuse_a_wrong_password_and_requests_without_a_session) {
    add("wang", Role::bureau_leader);
    auto const wrong = login("wang", "no");
    EXPECT_EQ(wrong.status, 401);
    EXPECT_EQ(text(wrong, "code"), "sign_in_refused");
    EXPECT_FALSE(wrong.headers.has("Set-Cookie"));
    EXPECT_EQ(text(get("/api/identity/session"), "code"), "not_signed_in");
}

TEST_F(IdentityRoutes, close_the_session) {
    add("wang", Role::bureau_leader);
    login("wang");
    auto const old_cookie = cookie;
    EXPECT_EQ(post("/api/identity/logout", "{}").status, 204);
    EXPECT_EQ(cookie, "jincai_session=");
    cookie = old_cookie;
    EXPECT_EQ(get("/api/identity/session").status, 401);
}

TEST_F(IdentityRoutes, switch_the_role_and_the_cookie) {
    add("wang", {grant(Role::unit_handler, "990101"), grant(Role::bureau_leader, "990100")});
    login("wang");
    auto const old_cookie = cookie;
    auto const switched = post("/api/identity/role", R"({"grant_id":2})");
    EXPECT_EQ(switched.status, 200) << switched.body;
    EXPECT_EQ(text(switched, "role"), "bureau_leader");
    EXPECT_EQ(text(switched, "unit"), "null");
    EXPECT_NE(cookie, old_cookie);
    EXPECT_EQ(text(get("/api/identity/session"), "role"), "bureau_leader");
    EXPECT_EQ(post("/api/identity/role", R"({"grant_id":7})").status, 404);
}

TEST_F(IdentityRoutes, change_the_password_and_list_what_is_wrong_with_a_bad_one) {
    add("wang", Role::bureau_leader);
    login("wang");
    auto const change = [&](std::string_view next) {
        return post("/api/identity/password",
                    fmt::format(R"({{"old_password":"{}","new_password":"{}"}})", kPassword, next));
    };
    auto const bad = change("abc");
    EXPECT_EQ(bad.status, 422);
    EXPECT_EQ(text(bad, "path"), "/new_password");
    EXPECT_THAT(text(bad, "errors"), HasSubstr("password_too_simple"));
    EXPECT_THAT(text(bad, "errors"), HasSubstr("password_too_short"));
    EXPECT_EQ(change("Neues-Wort-77").status, 200);
    EXPECT_EQ(get("/api/identity/session").status, 200);
}

TEST_F(IdentityRoutes, lead_a_new_user_from_account_to_role) {
    add("admin", Role::system_admin, "990000");
    add("guard", Role::security_admin, "990000");
    login("admin");
    auto const created =
        post("/api/identity/users",
             R"({"user_name":"li","display_name":"李","region_code":"990101","unit_code":"001"})");
    ASSERT_EQ(created.status, 201) << created.body;
    auto const initial = text(created, "initial_password");
    auto const user_id = text(created, "user_id");
    auto const roles = "/api/identity/users/" + user_id + "/roles";
    std::string const grants = R"({"grants":[{"role":"treasury_division","region_code":"990101",)"
                               R"("include_lower":false,"unit_prefixes":[]}],"revision":1})";
    EXPECT_EQ(text(post(roles, grants), "code"), "permission_missing");
    login("guard");
    auto const granted = post(roles, grants);
    EXPECT_EQ(granted.status, 200) << granted.body;
    EXPECT_THAT(text(granted, "roles"), HasSubstr("国库科"));
    EXPECT_EQ(post("/api/identity/users/" + user_id + "/lock", R"({"reason":"x"})").status, 403);

    auto const first = login("li", initial);
    EXPECT_EQ(text(first, "must_change_password"), "true");
    EXPECT_EQ(text(get("/api/identity/users"), "code"), "password_change_required");
    EXPECT_EQ(
        post("/api/identity/password",
             fmt::format(R"({{"old_password":"{}","new_password":"Neues-Wort-77"}})", initial))
            .status,
        200);
    EXPECT_THAT(text(get("/api/identity/session"), "permissions"),
                HasSubstr("execution.payment.settle"));
}

TEST_F(IdentityRoutes, list_lock_and_release_users) {
    add("admin", Role::system_admin, "990100");
    auto const id = add("wang", Role::bureau_leader, "990101");
    add("far", Role::bureau_leader, "990201");
    login("admin");
    auto const page = get("/api/identity/users");
    EXPECT_EQ(text(page, "total"), "2");
    EXPECT_THAT(page.body, testing::Not(HasSubstr("\"far\"")));
    EXPECT_THAT(page.body, testing::Not(HasSubstr("pbkdf2")));
    auto const path = fmt::format("/api/identity/users/{}", id.value());
    EXPECT_EQ(text(get(path), "status"), "active");
    EXPECT_EQ(text(post(path + "/lock", R"({"reason":"离岗"})"), "status"), "locked");
    EXPECT_EQ(text(post(path + "/reset", "{}"), "user_id"), fmt::to_string(id.value()));
    EXPECT_EQ(text(post(path, R"({"display_name":"王","enabled":true,"revision":1})"), "code"),
              "user_changed_meanwhile");
    EXPECT_EQ(get("/api/identity/users/999").status, 404);
    add("guard", Role::security_admin, "990100");
    login("guard");
    EXPECT_EQ(text(post(path + "/unlock", "{}"), "status"), "active");
}

TEST_F(IdentityRoutes, show_roles_with_what_excludes_them) {
    add("guard", Role::security_admin, "990000");
    login("guard");
    auto const value = json::parse(get("/api/identity/roles").body);
    ASSERT_TRUE(value);
    auto const* list = value->find("roles")->as_array();
    ASSERT_NE(list, nullptr);
    EXPECT_EQ(list->size(), roles().size());
    EXPECT_EQ(list->back().find("excludes")->as_array()->size(), roles().size() - 1);
}

TEST_F(IdentityRoutes, tell_the_names_of_colleagues_and_of_nobody_else) {
    add("wang", {grant(Role::unit_handler, "990101")});
    add("wangli", {grant(Role::unit_handler, "990101")});
    add("far", Role::bureau_leader, "990200");
    login("wang");
    query = {{"user_names", "wang,wangli,far,nobody"}};
    auto const body = get("/api/identity/names").body;
    auto const value = json::parse(body);
    ASSERT_TRUE(value);
    auto const* names = value->find("names")->as_array();
    ASSERT_NE(names, nullptr) << body;
    ASSERT_EQ(names->size(), 2U) << body;
    EXPECT_EQ(*(*names)[0].find("user_name")->as_string(), "wang");
    EXPECT_NE(*(*names)[0].find("display_name")->as_string(), "");
    EXPECT_EQ(*(*names)[1].find("user_name")->as_string(), "wangli");
    EXPECT_THAT(body, testing::Not(HasSubstr("far")));
}

TEST_F(IdentityRoutes, keep_preferences) {
    add("wang", Role::bureau_leader);
    login("wang");
    EXPECT_EQ(text(get("/api/identity/preferences"), "theme"), "system");
    EXPECT_EQ(send(http::Method::put, "/api/identity/preferences",
                   R"({"theme":"dark","language":"en","density":"compact","unit":"yi"})")
                  .status,
              200);
    EXPECT_EQ(text(get("/api/identity/preferences"), "density"), "compact");
    EXPECT_THAT(text(post("/api/identity/role", R"({"grant_id":7})"), "detail"),
                HasSubstr("there is no such grant"));
}

/// Every administrator against every route of the module: what he may not call answers 403 and
/// leaves no trace but the answer.
TEST_F(IdentityRoutes, give_each_administrator_his_own_and_nothing_else) {
    add("admin", Role::system_admin, "990000");
    add("guard", Role::security_admin, "990000");
    add("log", Role::audit_admin, "990000");
    for (auto const& [name, role] :
         {std::pair{"admin", Role::system_admin}, std::pair{"guard", Role::security_admin},
          std::pair{"log", Role::audit_admin}}) {
        login(name);
        auto const& held = spec_of(role).permissions;
        for (auto const& endpoint : router.endpoints()) {
            if (endpoint.module != "identity" || endpoint.permission == api::kPublic ||
                endpoint.permission == api::kSignedIn) {
                continue;
            }
            auto path = endpoint.path;
            if (auto const at = path.find("{user_id}"); at != std::string::npos) {
                path.replace(at, 9, "999");
            }
            auto const before = records().size();
            auto const status =
                send(endpoint.method, path, endpoint.method == http::Method::get ? "" : "{}")
                    .status;
            bool const may = std::ranges::count(held, endpoint.permission) > 0;
            EXPECT_EQ(status != 403, may) << name << " " << path;
            EXPECT_EQ(records().size(), before) << name << " " << path;
        }
    }
}

TEST_F(IdentityRoutes, declare_only_permissions_that_exist) {
    std::vector<std::string_view> known{api::kPublic, api::kSignedIn};
    for (auto const& permission : permissions()) known.push_back(permission.name);
    for (auto const& endpoint : router.endpoints()) {
        EXPECT_THAT(known, Contains(endpoint.permission)) << endpoint.path;
    }
}

}  // namespace
}  // namespace jincai::identity

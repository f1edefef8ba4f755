#include <set>

#include "modules/identity/identity_fixture.h"
#include "modules/identity/model_password.h"

namespace jincai::identity {
namespace {

using testing::ElementsAre;
using Users = IdentityTest;
using Grants = IdentityTest;

std::vector<std::string> names(UserPage const& page) {
    std::vector<std::string> list;
    for (auto const& entry : page.users) list.push_back(entry.user.user_name);
    return list;
}

NewUser new_user(std::string const& name, std::string const& region = "990101") {
    return {name, "新人", RegionCode{region}, UnitCode{}};
}

TEST_F(Users, are_created_without_roles_and_with_a_password_for_one_use) {
    add("admin", Role::system_admin, "990000");
    auto const created = service.create_user(signed_in("admin"), new_user("li"));
    ASSERT_TRUE(created);
    EXPECT_EQ(last_action(), "user_created");
    auto const session = sign_in("li", created->initial_password);
    ASSERT_TRUE(session);
    EXPECT_TRUE(session->state.must_change);
    EXPECT_TRUE(session->state.permissions.empty());
    EXPECT_EQ(code_of(caller_of(session->token)), "password_change_required");
}

TEST_F(Users, are_refused_for_taken_names_and_unknown_places) {
    add("admin", Role::system_admin, "990000");
    add("wang", Role::treasury_division);
    auto const admin = signed_in("admin");
    EXPECT_EQ(code_of(service.create_user(admin, new_user("wang"))), "user_name_taken");
    EXPECT_EQ(code_of(service.create_user(admin, new_user("Wang"))), "user_name_malformed");
    EXPECT_EQ(code_of(service.create_user(admin, new_user("li", "999999"))), "region_unknown");
    auto somewhere = new_user("li");
    somewhere.unit_code = UnitCode{"777"};
    EXPECT_EQ(code_of(service.create_user(admin, somewhere)), "unit_unknown");
}

TEST_F(Users, of_other_regions_do_not_exist_for_an_administrator) {
    add("admin", Role::system_admin, "990100");
    auto const theirs = add("zhao", Role::treasury_division, "990201");
    add("wang", Role::treasury_division, "990101");
    auto const admin = signed_in("admin");
    EXPECT_THAT(names(service.users(admin.scope, {})), ElementsAre("admin", "wang"));
    EXPECT_EQ(service.users(admin.scope, {}).total, 2);
    EXPECT_EQ(code_of(service.user(admin.scope, theirs)), "user_not_found");
    EXPECT_EQ(code_of(service.lock(admin, theirs, "x")), "user_not_found");
    EXPECT_EQ(code_of(service.unlock(admin, theirs)), "user_not_found");
    EXPECT_EQ(code_of(service.reset_password(admin, theirs)), "user_not_found");
    EXPECT_EQ(code_of(service.update_user(admin, theirs, {.display_name = "x", .revision = 1})),
              "user_not_found");
    EXPECT_EQ(code_of(service.set_grants(admin, theirs, {}, 1)), "user_not_found");
    EXPECT_EQ(code_of(service.create_user(admin, new_user("li", "990200"))), "grant_outside_scope");
    EXPECT_TRUE(sign_in("zhao"));
}

TEST_F(Users, are_found_by_name_status_role_and_region) {
    add("wang", Role::treasury_division);
    add("zhao", Role::auditor, "990200");
    auto const everything = DataScope::everything();
    EXPECT_THAT(names(service.users(everything, {.text = "wan"})), ElementsAre("wang"));
    EXPECT_THAT(names(service.users(everything, {.text = "姓名z"})), ElementsAre("zhao"));
    EXPECT_THAT(names(service.users(everything, {.role = Role::auditor})), ElementsAre("zhao"));
    EXPECT_THAT(names(service.users(everything, {.status = UserStatus::locked})), ElementsAre());
    EXPECT_THAT(names(service.users(everything, {.region_code = RegionCode{"990101"}})),
                ElementsAre("wang"));
    EXPECT_THAT(names(service.users(everything, {.limit = 1, .offset = 1})), ElementsAre("zhao"));
}

TEST_F(Users, that_somebody_else_changed_meanwhile_are_not_overwritten) {
    add("admin", Role::system_admin, "990000");
    auto const id = add("wang", Role::treasury_division);
    auto const admin = signed_in("admin");
    auto const read = service.user(admin.scope, id)->user;
    ASSERT_TRUE(service.update_user(admin, id, {.display_name = "甲", .revision = read.revision}));
    EXPECT_EQ(
        code_of(service.update_user(admin, id, {.display_name = "乙", .revision = read.revision})),
        "user_changed_meanwhile");
    EXPECT_EQ(service.user(admin.scope, id)->user.display_name, "甲");
}

TEST_F(Users, that_are_locked_are_out_at_once) {
    add("admin", Role::system_admin, "990000");
    add("guard", Role::security_admin, "990000");
    auto const id = add("wang", Role::treasury_division);
    auto const token = sign_in("wang")->token;
    ASSERT_TRUE(caller_of(token));
    ASSERT_TRUE(service.lock(signed_in("admin"), id, "离岗"));
    EXPECT_EQ(records().front().changes.size(), 2U);
    EXPECT_EQ(code_of(caller_of(token)), "not_signed_in");
    EXPECT_EQ(code_of(sign_in("wang")), "account_locked");
    ASSERT_TRUE(service.unlock(signed_in("guard"), id));
    EXPECT_FALSE(caller_of(token));
    EXPECT_TRUE(sign_in("wang"));
    EXPECT_EQ(code_of(service.unlock(signed_in("guard"), id)), "user_state_wrong");
}

TEST_F(Users, with_a_reset_password_wait_for_a_second_person) {
    add("admin", Role::system_admin, "990000");
    add("guard", Role::security_admin, "990000");
    auto const id = add("wang", Role::treasury_division);
    auto const reset = service.reset_password(signed_in("admin"), id);
    ASSERT_TRUE(reset);
    EXPECT_EQ(code_of(sign_in("wang")), "sign_in_refused");
    EXPECT_EQ(code_of(sign_in("wang", reset->initial_password)), "account_locked");
    ASSERT_TRUE(service.unlock(signed_in("guard"), id));
    auto const session = sign_in("wang", reset->initial_password);
    ASSERT_TRUE(session);
    EXPECT_TRUE(session->state.must_change);
}

TEST_F(Users, cannot_lock_release_or_close_themselves) {
    auto const admin_id = add("admin", Role::system_admin, "990000");
    auto const admin = signed_in("admin");
    EXPECT_EQ(code_of(service.lock(admin, admin_id, "x")), "own_account");
    EXPECT_EQ(code_of(service.unlock(admin, admin_id)), "own_account");
    EXPECT_EQ(code_of(service.reset_password(admin, admin_id)), "own_account");
    EXPECT_EQ(code_of(service.update_user(admin, admin_id, {.enabled = false, .revision = 1})),
              "own_account");
}

TEST_F(Users, once_closed_come_back_only_through_a_release) {
    add("admin", Role::system_admin, "990000");
    add("guard", Role::security_admin, "990000");
    auto const id = add("wang", Role::treasury_division);
    auto const admin = signed_in("admin");
    auto const enable = [&](bool enabled) {
        auto const revision = service.user(admin.scope, id)->user.revision;
        return service.update_user(admin, id,
                                   {.display_name = "x", .enabled = enabled, .revision = revision});
    };
    ASSERT_TRUE(enable(false));
    EXPECT_EQ(code_of(service.unlock(signed_in("guard"), id)), "user_state_wrong");
    ASSERT_TRUE(enable(true));
    EXPECT_EQ(code_of(sign_in("wang")), "account_locked");
    ASSERT_TRUE(service.unlock(signed_in("guard"), id));
    EXPECT_TRUE(sign_in("wang"));
}

TEST_F(Grants, change_what_the_person_may_and_end_the_sessions) {
    add("guard", Role::security_admin, "990000");
    auto const id = add("wang", Role::treasury_division);
    auto const token = sign_in("wang")->token;
    auto const guard = signed_in("guard");
    auto const revision = service.user(guard.scope, id)->user.revision;
    ASSERT_TRUE(service.set_grants(guard, id, {grant(Role::budget_division, "990101")}, revision));
    EXPECT_EQ(last_action(), "roles_granted");
    EXPECT_EQ(records().front().changes.size(), 2U);
    EXPECT_FALSE(caller_of(token));
    auto const caller = signed_in("wang");
    EXPECT_EQ(caller.role, "budget_division");
    EXPECT_FALSE(caller.may("execution.payment.settle"));
}

TEST_F(Grants, that_stay_keep_their_number) {
    add("guard", Role::security_admin, "990000");
    auto const id = add("wang", Role::treasury_division);
    auto const guard = signed_in("guard");
    auto const before = *service.user(guard.scope, id);
    ASSERT_TRUE(service.set_grants(
        guard, id,
        {grant(Role::budget_division, "990101"), grant(Role::treasury_division, "990101")},
        before.user.revision));
    auto const after = *service.user(guard.scope, id);
    ASSERT_EQ(after.grants.size(), 2U);
    EXPECT_EQ(after.grants[0].grant_id, before.grants[0].grant_id);
    EXPECT_NE(after.grants[1].grant_id, before.grants[0].grant_id);
}

TEST_F(Grants, are_refused_where_a_rule_forbids_them) {
    auto const guard_id = add("guard", Role::security_admin, "990100");
    auto const id = add("wang", Role::treasury_division);
    auto const guard = signed_in("guard");
    auto const revision = service.user(guard.scope, id)->user.revision;
    auto const attempt = [&](std::vector<GrantSpec> const& grants) {
        return std::string{code_of(service.set_grants(guard, id, grants, revision))};
    };
    EXPECT_EQ(code_of(service.set_grants(guard, guard_id, {}, 1)), "own_account");
    EXPECT_EQ(attempt({grant(Role::system_admin, "990101"), grant(Role::auditor, "990101")}),
              "grant_excluded");
    EXPECT_EQ(attempt({grant(Role::audit_admin, "990101"), grant(Role::budget_division, "990101")}),
              "grant_excluded");
    EXPECT_EQ(attempt({grant(Role::bureau_leader, "990200")}), "grant_outside_scope");
    EXPECT_EQ(attempt({grant(Role::bureau_leader, "990000")}), "grant_outside_scope");
    EXPECT_EQ(attempt({grant(Role::bureau_leader, "123456")}), "region_unknown");
    EXPECT_EQ(attempt({{.role = Role::unit_handler, .region_code = RegionCode{"990101"}}}),
              "grant_needs_unit");
    EXPECT_EQ(attempt({{.role = Role::unit_handler,
                        .region_code = RegionCode{"990101"},
                        .unit_prefixes = {"777"}}}),
              "unit_unknown");
    EXPECT_EQ(attempt({grant(Role::auditor, "990101"), grant(Role::auditor, "990101")}),
              "grant_twice");
    EXPECT_EQ(code_of(service.set_grants(guard, id, {}, revision + 1)), "user_changed_meanwhile");
    EXPECT_EQ(service.user(guard.scope, id)->grants.size(), 1U);
    EXPECT_EQ(service.user(guard.scope, id)->user.revision, revision);
}

TEST_F(Grants, of_administration_ask_for_a_longer_password) {
    add("guard", Role::security_admin, "990000");
    auto const id = add("wang", std::vector<GrantSpec>{});
    auto const guard = signed_in("guard");
    auto const revision = service.user(guard.scope, id)->user.revision;
    ASSERT_TRUE(service.set_grants(guard, id, {grant(Role::audit_admin, "990101")}, revision));
    auto const session = sign_in("wang");
    ASSERT_TRUE(session);
    EXPECT_TRUE(session->state.must_change);
    auto const caller = service.caller_of(request(session->token, "/api/identity/password"));
    EXPECT_EQ(code_of(service.change_password(*caller, kPassword, "Xk7mQw2zRt5")),
              "password_too_short");
    EXPECT_TRUE(service.change_password(*caller, kPassword, "Xk7mQw2zRt5v"));
}

TEST_F(Users, get_one_time_passwords_that_satisfy_every_rule) {
    std::set<std::string> seen;
    for (int i = 0; i < 200; ++i) {
        auto const password = one_time_password();
        EXPECT_EQ(password.size(), 16U);
        EXPECT_TRUE(check_password(password, "wang", true).empty());
        EXPECT_TRUE(seen.insert(password).second);
    }
}

TEST_F(Users, of_set_up_obey_the_rules_as_well) {
    auto const attempt = [&](std::string password, std::vector<GrantSpec> grants) {
        return std::string{
            code_of(service.create_account(audit::system_actor(), {.user = new_user("li"),
                                                                   .password = std::move(password),
                                                                   .grants = std::move(grants)}))};
    };
    EXPECT_EQ(attempt("weak", {}), "password_too_short");
    EXPECT_EQ(attempt("Xk7mQw2z", {grant(Role::system_admin, "990000")}), "password_too_short");
    EXPECT_EQ(attempt("Xk7mQw2z-Rt5v",
                      {grant(Role::system_admin, "990000"), grant(Role::security_admin, "990000")}),
              "grant_excluded");
    EXPECT_EQ(attempt("Xk7mQw2z", {grant(Role::unit_handler, "990101")}), "accepted");
}

}  // namespace
}  // namespace jincai::identity

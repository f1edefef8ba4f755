#include <atomic>
#include <fstream>
#include <thread>

#include "modules/identity/identity_fixture.h"
#include "platform/storage/scratch_server.h"

namespace jincai::identity {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;
using SignIn = IdentityTest;
using Sessions = IdentityTest;
using Passwords = IdentityTest;

TEST_F(SignIn, gives_a_session_that_acts_with_the_role) {
    add("wang", Role::treasury_division, "990100");
    auto const session = sign_in("wang");
    ASSERT_TRUE(session);
    EXPECT_EQ(session->token.size(), 43U);
    auto const caller = caller_of(session->token);
    ASSERT_TRUE(caller);
    EXPECT_EQ(caller->user_name, "wang");
    EXPECT_EQ(caller->role, "treasury_division");
    EXPECT_EQ(caller->region, RegionCode{"990100"});
    EXPECT_TRUE(caller->may("execution.payment.settle"));
    EXPECT_FALSE(caller->may("identity.user.manage"));
    EXPECT_TRUE(caller->scope.covers_region(RegionCode{"990100"}));
    EXPECT_FALSE(caller->scope.covers_region(RegionCode{"990200"}));
}

TEST_F(SignIn, ignores_case_and_blanks_around_the_name) {
    add("wang", Role::treasury_division);
    EXPECT_TRUE(sign_in(" Wang "));
}

TEST_F(SignIn, is_recorded_with_person_place_and_session) {
    add("wang", Role::treasury_division);
    ASSERT_TRUE(sign_in("wang"));
    auto const record = records().front();
    EXPECT_EQ(record.action, "signed_in");
    EXPECT_EQ(record.actor.user_name, "wang");
    EXPECT_EQ(record.actor.ip, "10.0.0.1");
    EXPECT_EQ(record.actor.session_id.size(), 16U);
    EXPECT_EQ(record.region_code, "990101");
    EXPECT_EQ(record.result, "done");
}

TEST_F(SignIn, is_refused_alike_for_unknown_name_wrong_password_and_lock_out) {
    add("wang", Role::treasury_division);
    auto const unknown = sign_in("nobody");
    auto const wrong = sign_in("wang", "not the password");
    for (int i = 0; i < 4; ++i) EXPECT_FALSE(sign_in("wang", "not the password"));
    auto const locked = sign_in("wang");
    for (auto const* result : {&unknown, &wrong, &locked}) {
        EXPECT_EQ(code_of(*result), "sign_in_refused");
        EXPECT_EQ(text_of(result->error(), Language::zh), text_of(unknown.error(), Language::zh));
    }
}

TEST_F(SignIn, failures_leave_a_record_and_lock_only_that_account) {
    add("wang", Role::treasury_division);
    add("zhao", Role::treasury_division);
    for (int i = 0; i < 5; ++i) EXPECT_FALSE(sign_in("wang", "wrong"));
    EXPECT_EQ(last_action(), "account_locked_out");
    EXPECT_EQ(records().front().result, "sign_in_refused");
    EXPECT_EQ(records()[1].action, "sign_in_failed");
    EXPECT_FALSE(sign_in("wang"));
    EXPECT_EQ(last_action(), "sign_in_failed");
    EXPECT_TRUE(sign_in("zhao"));
    clock.advance(15min);
    EXPECT_TRUE(sign_in("wang"));
}

TEST_F(SignIn, does_not_record_what_was_typed_in_place_of_a_name) {
    EXPECT_FALSE(sign_in("My-Secret Passw0rd"));
    EXPECT_EQ(records().front().actor.user_name, "?");
}

TEST_F(SignIn, keeps_neither_token_nor_password_in_the_database) {
    if (storage::test_backend() != storage::Backend::sqlite)
        GTEST_SKIP() << "searches the file of the embedded database";
    add("wang", Role::treasury_division);
    auto const session = sign_in("wang");
    ASSERT_TRUE(session);
    database->checkpoint();
    std::ifstream file{database->options().directory / "jincai.db", std::ios::binary};
    std::string const bytes{std::istreambuf_iterator<char>{file}, {}};
    EXPECT_THAT(bytes, HasSubstr("wang"));
    EXPECT_THAT(bytes, Not(HasSubstr(session->token)));
    EXPECT_THAT(bytes, Not(HasSubstr(std::string{kPassword})));
}

TEST_F(SignIn, tells_a_closed_account_only_to_who_knows_the_password) {
    auto const id = add("wang", Role::treasury_division);
    auto admin_id = add("admin", Role::system_admin, "990000");
    ASSERT_NE(admin_id, id);
    auto const admin = signed_in("admin");
    auto const user = service.user(admin.scope, id);
    ASSERT_TRUE(service.update_user(
        admin, id, {.display_name = "x", .enabled = false, .revision = user->user.revision}));
    EXPECT_EQ(code_of(sign_in("wang")), "account_disabled");
    EXPECT_EQ(code_of(sign_in("wang", "wrong")), "sign_in_refused");
}

TEST_F(SignIn, after_three_months_away_is_refused_until_released) {
    auto const id = add("wang", Role::treasury_division);
    ASSERT_TRUE(sign_in("wang"));
    clock.advance(90 * 24h - 1ms);
    ASSERT_TRUE(sign_in("wang"));
    clock.advance(90 * 24h);
    EXPECT_EQ(code_of(sign_in("wang")), "account_inactive");
    add("guard", Role::security_admin, "990000");
    ASSERT_TRUE(service.unlock(signed_in("guard"), id));
    EXPECT_TRUE(sign_in("wang"));
}

TEST_F(SignIn, makes_a_cheap_hash_anew_at_the_configured_cost) {
    auto const added = service.create_account(
        audit::system_actor(), {.user = {"li", "李", RegionCode{"990101"}, UnitCode{}},
                                .password = std::string{kPassword},
                                .password_rounds = 10,
                                .must_change = false});
    auto const stored = [&] { return service.user(DataScope::everything(), *added)->user; };
    EXPECT_THAT(stored().password_hash, testing::StartsWith("pbkdf2-sm3$10$"));
    ASSERT_TRUE(sign_in("li"));
    EXPECT_THAT(stored().password_hash, testing::StartsWith("pbkdf2-sm3$100$"));
    EXPECT_TRUE(sign_in("li"));
}

TEST_F(SignIn, checks_two_passwords_at_a_time_and_turns_others_away) {
    Service slow{database.get(),
                 clock,
                 places,
                 {.password_rounds = 400'000, .sign_in_wait = std::chrono::milliseconds{1}}};
    std::atomic<int> busy = 0;
    std::atomic<int> refused = 0;
    std::vector<std::thread> flood;
    for (int i = 0; i < 8; ++i) {
        flood.emplace_back([&] {
            auto const result = slow.sign_in("nobody", "x", {.ip = "10.0.0.2"});
            (code_of(result) == "sign_in_busy" ? busy : refused)++;
        });
    }
    for (auto& thread : flood) thread.join();
    EXPECT_EQ(busy + refused, 8);
    EXPECT_GE(busy, 1);
    EXPECT_GE(refused, 2);
}

TEST_F(Sessions, end_when_idle_and_are_kept_alive_by_use) {
    add("wang", Role::treasury_division);
    auto const token = sign_in("wang")->token;
    for (int i = 0; i < 4; ++i) {
        clock.advance(14min);
        EXPECT_TRUE(caller_of(token));
    }
    clock.advance(15min);
    EXPECT_EQ(code_of(caller_of(token)), "not_signed_in");
    EXPECT_EQ(code_of(caller_of(token)), "not_signed_in");
}

TEST_F(Sessions, end_after_eight_hours_however_busy) {
    add("wang", Role::treasury_division);
    auto const token = sign_in("wang")->token;
    for (int i = 0; i < 47; ++i) {
        clock.advance(10min);
        EXPECT_TRUE(caller_of(token));
    }
    clock.advance(10min);
    EXPECT_FALSE(caller_of(token));
}

TEST_F(Sessions, survive_a_restart_of_the_server) {
    add("wang", Role::treasury_division);
    auto const token = sign_in("wang")->token;
    clock.advance(5min);
    ASSERT_TRUE(caller_of(token));
    Service again{database.get(), clock, places, {.password_rounds = 100}};
    clock.advance(14min);
    EXPECT_TRUE(again.caller_of(request(token)));
}

TEST_F(Sessions, cost_one_write_a_minute_at_most) {
    add("wang", Role::treasury_division);
    auto const token = sign_in("wang")->token;
    auto const seen = [&] {
        return *database->read([](storage::Session& session) {
            return session.value<std::int64_t>("select last_seen_at from identity_session");
        });
    };
    auto const first = seen();
    clock.advance(59s);
    ASSERT_TRUE(caller_of(token));
    EXPECT_EQ(seen(), first);
    clock.advance(1s);
    ASSERT_TRUE(caller_of(token));
    EXPECT_EQ(seen(), first + 60'000);
}

TEST_F(Sessions, end_at_sign_out_at_once) {
    add("wang", Role::treasury_division);
    auto const token = sign_in("wang")->token;
    auto const caller = caller_of(token);
    ASSERT_TRUE(service.sign_out(*caller));
    EXPECT_EQ(last_action(), "signed_out");
    EXPECT_EQ(code_of(caller_of(token)), "not_signed_in");
    EXPECT_FALSE(service.is_still_valid(*caller));
    Service again{database.get(), clock, places, {.password_rounds = 100}};
    EXPECT_FALSE(again.caller_of(request(token)));
}

TEST_F(Sessions, of_the_same_browser_are_replaced_at_sign_in) {
    add("wang", Role::treasury_division);
    auto const old_token = sign_in("wang")->token;
    auto const next = service.sign_in("wang", kPassword, {.old_token = old_token});
    ASSERT_TRUE(next);
    EXPECT_NE(next->token, old_token);
    EXPECT_FALSE(caller_of(old_token));
    EXPECT_TRUE(caller_of(next->token));
}

TEST_F(Sessions, are_found_by_the_whole_token_only) {
    add("wang", Role::treasury_division);
    auto token = sign_in("wang")->token;
    EXPECT_FALSE(caller_of(""));
    EXPECT_FALSE(caller_of("x" + token));
    token.back() = token.back() == 'A' ? 'B' : 'A';
    EXPECT_FALSE(caller_of(token));
}

TEST_F(Sessions, of_a_secure_connection_use_the_other_cookie) {
    add("wang", Role::treasury_division);
    auto const token = sign_in("wang")->token;
    auto secure = request(token);
    secure.is_secure = true;
    EXPECT_FALSE(service.caller_of(secure));
    secure.headers.set("Cookie", "__Host-jincai=" + token);
    EXPECT_TRUE(service.caller_of(secure));
    EXPECT_EQ(cookie_of("t", true), "__Host-jincai=t; Path=/; HttpOnly; SameSite=Strict; Secure");
    EXPECT_EQ(cookie_of("", false),
              "jincai_session=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0");
}

TEST_F(Sessions, act_in_one_grant_and_switch_with_a_new_token) {
    add("wang", {grant(Role::unit_handler, "990101"), grant(Role::bureau_leader, "990100")});
    auto const first = sign_in("wang");
    ASSERT_TRUE(first);
    auto const handler = caller_of(first->token);
    EXPECT_EQ(handler->role, "unit_handler");
    EXPECT_EQ(handler->unit, UnitCode{"001001"});
    auto const next = service.switch_role(*handler, first->state.grants[1].grant_id);
    ASSERT_TRUE(next);
    EXPECT_EQ(last_action(), "role_switched");
    EXPECT_FALSE(caller_of(first->token));
    EXPECT_FALSE(service.is_still_valid(*handler));
    auto const leader = caller_of(next->token);
    ASSERT_TRUE(leader);
    EXPECT_EQ(leader->role, "bureau_leader");
    EXPECT_FALSE(leader->may("execution.payment.prepare"));
    EXPECT_TRUE(leader->scope.covers_region(RegionCode{"990101"}));
    EXPECT_EQ(code_of(service.switch_role(*leader, GrantId{99})), "grant_not_found");
}

TEST_F(Sessions, do_not_grow_older_by_switching_the_role) {
    add("wang", {grant(Role::unit_handler, "990101"), grant(Role::bureau_leader, "990100")});
    auto session = sign_in("wang");
    for (int i = 0; i < 47; ++i) {
        clock.advance(10min);
        auto const& grants = session->state.grants;
        session = service.switch_role(*caller_of(session->token),
                                      grants[static_cast<std::size_t>(i % 2)].grant_id);
        ASSERT_TRUE(session);
    }
    clock.advance(10min);
    EXPECT_FALSE(caller_of(session->token));
}

TEST_F(Sessions, without_a_grant_see_and_may_nothing) {
    add("new", std::vector<GrantSpec>{});
    auto const caller = signed_in("new");
    EXPECT_TRUE(caller.permissions.empty());
    EXPECT_EQ(caller.role, "");
    for (auto const* region : {"990000", "990100", "990101"}) {
        EXPECT_FALSE(caller.scope.covers_region(RegionCode{region}));
    }
}

TEST_F(Passwords, are_changed_with_the_old_one_and_end_other_sessions) {
    add("wang", Role::treasury_division);
    auto const here = sign_in("wang")->token;
    auto const elsewhere = sign_in("wang")->token;
    auto const changed = service.change_password(*caller_of(here), kPassword, "Neues-Wort-77");
    ASSERT_TRUE(changed);
    EXPECT_EQ(last_action(), "password_changed");
    EXPECT_FALSE(caller_of(here));
    EXPECT_FALSE(caller_of(elsewhere));
    EXPECT_TRUE(caller_of(changed->token));
    EXPECT_FALSE(sign_in("wang"));
    EXPECT_TRUE(sign_in("wang", "Neues-Wort-77"));
}

TEST_F(Passwords, are_not_changed_without_the_old_one_or_against_the_rules) {
    add("wang", Role::treasury_division);
    auto const caller = signed_in("wang");
    auto const attempt = [&](std::string_view old_password, std::string_view new_password) {
        return std::string{code_of(service.change_password(caller, old_password, new_password))};
    };
    EXPECT_EQ(attempt("wrong", "Neues-Wort-77"), "old_password_wrong");
    EXPECT_EQ(attempt(kPassword, "short"), "password_too_short");
    EXPECT_EQ(attempt(kPassword, "Wang-is-my-name-7"), "password_contains_name");
    EXPECT_EQ(attempt(kPassword, kPassword), "password_reused");
    EXPECT_TRUE(sign_in("wang"));
}

TEST_F(Passwords, of_the_last_five_times_are_not_used_again) {
    add("wang", Role::treasury_division);
    auto token = sign_in("wang")->token;
    std::string password{kPassword};
    auto const change = [&](std::string const& next) {
        auto changed = service.change_password(*caller_of(token), password, next);
        if (changed) {
            token = changed->token;
            password = next;
        }
        return std::string{code_of(changed)};
    };
    for (int i = 1; i <= 4; ++i) EXPECT_EQ(change(fmt::format("Neues-Wort-{}", i)), "accepted");
    EXPECT_EQ(change(std::string{kPassword}), "password_reused");
    EXPECT_EQ(change("Neues-Wort-1"), "password_reused");
    EXPECT_EQ(change("Neues-Wort-5"), "accepted");
    EXPECT_EQ(change(std::string{kPassword}), "accepted");
}

TEST_F(Passwords, that_are_too_old_let_one_do_nothing_but_change_them) {
    add("wang", Role::treasury_division);
    ASSERT_TRUE(sign_in("wang"));
    clock.advance(89 * 24h);
    ASSERT_TRUE(sign_in("wang"));
    clock.advance(2 * 24h);
    auto const session = sign_in("wang");
    ASSERT_TRUE(session);
    EXPECT_TRUE(session->state.must_change);
    EXPECT_EQ(code_of(caller_of(session->token)), "password_change_required");
    auto const caller = service.caller_of(request(session->token, "/api/identity/password"));
    ASSERT_TRUE(caller);
    auto const changed = service.change_password(*caller, kPassword, "Neues-Wort-77");
    ASSERT_TRUE(changed);
    EXPECT_TRUE(caller_of(changed->token));
}

TEST_F(Sessions, speak_the_language_the_person_chose) {
    add("wang", Role::treasury_division);
    auto const token = sign_in("wang")->token;
    EXPECT_EQ(caller_of(token)->language, Language::zh);
    Preferences const wanted{.theme = Theme::dark, .language = Tongue::en};
    ASSERT_TRUE(service.save_preferences(*caller_of(token), wanted));
    EXPECT_EQ(caller_of(token)->language, Language::en);
    EXPECT_EQ(service.preferences(*caller_of(token)).theme, Theme::dark);
    EXPECT_EQ(records().front().changes.size(), 2U);
}

}  // namespace
}  // namespace jincai::identity

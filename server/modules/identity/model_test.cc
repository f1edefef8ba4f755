#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "modules/identity/model.h"
#include "modules/identity/model_password.h"

namespace jincai::identity {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using namespace std::chrono_literals;

constexpr Timestamp kNow{std::chrono::milliseconds{1'772'691'802'000}};

std::vector<std::string_view> codes(std::string_view password, bool administrator = false) {
    std::vector<std::string_view> list;
    for (Error const& error : check_password(password, "wang.li", administrator)) {
        list.push_back(error.code());
    }
    return list;
}

TEST(Password, is_good_when_every_rule_holds) {
    for (auto const* password :
         {"Xk7mQw2z", "xk7m-w2z", "XK7M-W2Z", "Xkm-Qw-z", "correct horse 7 Battery",
          "桂林山水甲天下Gui7", "Zx9$zx9$", "Treasury7Vault", "T0mate!suppe", "9lives-of-Cat",
          "Admin1strator-of-the-hill", "Password-is-not-my-thing-1", "aB3aB3aB3", "Wang7-zhang",
          "Xk7mQw2zXk7mQw2zXk7mQw2z"}) {
        EXPECT_THAT(codes(password), ElementsAre()) << password;
    }
}

TEST(Password, is_refused_with_the_rule_it_breaks) {
    std::vector<std::pair<std::string, std::string>> const table{
        {"", "password_too_short"},
        {"Xk7mQw2", "password_too_short"},
        {"山水7A", "password_too_short"},
        {"Xk7mQw2z-Xk7mQw2z-Xk7mQw2z-Xk7mQw2z-Xk7mQw2z-Xk7mQw2z-Xk7mQw2z-Xk", "password_too_long"},
        {"abcdefghij", "password_too_simple"},
        {"ABCDEFGHIJ", "password_too_simple"},
        {"1234567890", "password_too_simple"},
        {"--------", "password_too_simple"},
        {"abcdefgh12", "password_too_simple"},
        {"Abcdefghij", "password_too_simple"},
        {"ABCDEF1234", "password_too_simple"},
        {"123456-789", "password_too_simple"},
        {"桂林山水甲天下桂林", "password_too_simple"},
        {"wang.li-7X", "password_contains_name"},
        {"xX7WANG.LIxx", "password_contains_name"},
        {"Passw0rd", "password_common"},
        {"P@ssw0rd!", "password_common"},
        {"Password123!", "password_common"},
        {"Admin@123", "password_common"},
        {"Abc12345", "password_common"},
        {"Aa123456", "password_common"},
        {"Qwer1234", "password_common"},
        {"1qaz@WSX", "password_common"},
        {"Welcome-2026", "password_common"},
        {"Jincai@2026", "password_common"},
        {"Xk7mQw2z\n", "password_unprintable"},
        {"Xk7m\tQw2z", "password_unprintable"},
    };
    for (auto const& [password, code] : table) {
        EXPECT_THAT(codes(password), testing::Contains(code)) << password;
    }
}

TEST(Password, of_an_administrator_has_twelve_characters) {
    EXPECT_THAT(codes("Xk7mQw2zRt5", true), ElementsAre("password_too_short"));
    EXPECT_THAT(codes("Xk7mQw2zRt5v", true), ElementsAre());
}

TEST(Password, is_told_everything_that_is_wrong_at_once) {
    EXPECT_THAT(codes("abc"),
                ElementsAre("password_too_short", "password_too_simple", "password_common"));
}

TEST(Roles, the_three_administrators_do_no_business) {
    for (RoleSpec const& role : roles()) {
        if (role.duty != Duty::administration) continue;
        for (auto const permission : role.permissions) {
            EXPECT_FALSE(permission.starts_with("execution.")) << permission;
            EXPECT_FALSE(permission.starts_with("workflow.")) << permission;
            EXPECT_FALSE(permission.starts_with("cockpit.")) << permission;
        }
    }
    EXPECT_THAT(spec_of(Role::audit_admin).permissions, ElementsAre("audit.read"));
}

TEST(Roles, nobody_both_makes_accounts_and_grants_roles) {
    for (RoleSpec const& role : roles()) {
        auto const has = [&](std::string_view name) {
            return std::ranges::count(role.permissions, name) > 0;
        };
        EXPECT_FALSE(has("identity.user.manage") && has("identity.role.grant"));
        EXPECT_EQ(has("identity.user.manage"), role.role == Role::system_admin);
        EXPECT_EQ(has("identity.role.grant"), role.role == Role::security_admin);
    }
}

TEST(Roles, only_supervision_reads_the_log) {
    for (RoleSpec const& role : roles()) {
        bool const reads = std::ranges::count(role.permissions, "audit.read") > 0;
        EXPECT_EQ(reads, role.role == Role::auditor || role.role == Role::audit_admin);
    }
}

TEST(Roles, an_administrator_holds_nothing_else) {
    for (RoleSpec const& a : roles()) {
        for (RoleSpec const& b : roles()) {
            bool const apart =
                a.role != b.role && (a.duty != Duty::business || b.duty != Duty::business);
            EXPECT_EQ(!check_exclusions({a.role, b.role}), apart)
                << name_of(a.role) << " " << name_of(b.role);
        }
    }
}

TEST(Roles, every_role_and_permission_stands_in_the_table) {
    auto const table = role_table();
    for (RoleSpec const& role : roles()) {
        EXPECT_THAT(table, HasSubstr("| " + name_of(role.role) + " |"));
        EXPECT_FALSE(role.landing.empty());
    }
}

TEST(Roles, the_table_in_the_readme_is_the_one_in_the_code) {
    std::ifstream file{JINCAI_ROOT "/server/modules/identity/README.md"};
    std::string const text{std::istreambuf_iterator<char>{file}, {}};
    EXPECT_THAT(text, HasSubstr(role_table()));
}

TEST(UserName, is_small_letters_digits_and_a_few_marks) {
    for (auto const* good :
         {"ab", "wang.li", "a-1_b", "007", "x2345678901234567890123456789012345678"}) {
        EXPECT_TRUE(check_user_name(good)) << good;
    }
    for (auto const* bad : {"", "a", ".ab", "-ab", "Wang", "wang li", "王丽", "a@b", "ab\n",
                            "x23456789012345678901234567890123456789012"}) {
        EXPECT_FALSE(check_user_name(bad)) << bad;
    }
}

TEST(LockOut, comes_with_the_fifth_failure_in_a_quarter_of_an_hour) {
    SignInRules const rules;
    User user;
    for (int i = 0; i < 4; ++i) user = after_failure(user, rules, kNow + i * 1min);
    EXPECT_FALSE(is_locked_out(user, kNow + 4min));
    user = after_failure(user, rules, kNow + 5min);
    EXPECT_TRUE(is_locked_out(user, kNow + 5min));
    EXPECT_TRUE(is_locked_out(user, kNow + 20min - 1ms));
    EXPECT_FALSE(is_locked_out(user, kNow + 20min));
}

TEST(LockOut, does_not_come_when_failures_are_far_apart) {
    SignInRules const rules;
    User user;
    for (int i = 0; i < 20; ++i) user = after_failure(user, rules, kNow + i * 4min);
    EXPECT_FALSE(is_locked_out(user, kNow + 80min));
}

TEST(LockOut, is_counted_anew_after_a_success) {
    SignInRules const rules;
    User user;
    for (int i = 0; i < 4; ++i) user = after_failure(user, rules, kNow);
    user = after_success(user, "10.0.0.1", kNow);
    for (int i = 0; i < 4; ++i) user = after_failure(user, rules, kNow);
    EXPECT_FALSE(is_locked_out(user, kNow));
}

TEST(Session, ends_when_idle_and_after_a_working_day) {
    SignInRules const rules;
    SessionRow row{.created_at = kNow, .last_seen_at = kNow};
    EXPECT_TRUE(is_alive(row, false, rules, kNow + 15min - 1ms));
    EXPECT_FALSE(is_alive(row, false, rules, kNow + 15min));
    EXPECT_TRUE(is_alive(row, true, rules, kNow + 10min - 1ms));
    EXPECT_FALSE(is_alive(row, true, rules, kNow + 10min));
    row.last_seen_at = kNow + 8h - 1min;
    EXPECT_TRUE(is_alive(row, false, rules, kNow + 8h - 1ms));
    EXPECT_FALSE(is_alive(row, false, rules, kNow + 8h));
    row.ended_at = kNow;
    EXPECT_FALSE(is_alive(row, false, rules, kNow + 1min));
}

TEST(Password, grows_too_old_after_ninety_days) {
    SignInRules const rules;
    User const user{.password_changed_at = kNow};
    EXPECT_FALSE(must_change_password(user, rules, kNow + 90 * 24h - 1ms));
    EXPECT_TRUE(must_change_password(user, rules, kNow + 90 * 24h));
}

TEST(Scope, of_a_grant_is_its_region_and_units) {
    GrantSpec grant{.role = Role::unit_handler,
                    .region_code = RegionCode{"990101"},
                    .unit_prefixes = {"001001"}};
    auto const own = scope_of(grant);
    EXPECT_TRUE(own.covers(RegionCode{"990101"}, UnitCode{"001001"}));
    EXPECT_FALSE(own.covers(RegionCode{"990101"}, UnitCode{"001002"}));
    EXPECT_FALSE(own.covers(RegionCode{"990101001"}, UnitCode{"001001"}));
    EXPECT_EQ(unit_of(grant), UnitCode{"001001"});

    grant = {
        .role = Role::bureau_leader, .region_code = RegionCode{"990100"}, .include_lower = true};
    auto const lower = scope_of(grant);
    EXPECT_TRUE(lower.covers(RegionCode{"990100"}, UnitCode{"1"}));
    EXPECT_TRUE(lower.covers(RegionCode{"990101"}, UnitCode{"1"}));
    EXPECT_FALSE(lower.covers(RegionCode{"990200"}, UnitCode{"1"}));
    EXPECT_FALSE(lower.covers(RegionCode{"990000"}, UnitCode{"1"}));
    EXPECT_EQ(unit_of(grant), UnitCode{});
}

}  // namespace
}  // namespace jincai::identity

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "base/ids.h"
#include "base/result.h"
#include "base/scope.h"
#include "base/time.h"
#include "modules/identity/model_roles.h"

namespace jincai::identity {

using GrantId = Id<struct GrantTag>;

/// `locked` and `disabled` are decisions of administrators; being locked out for a while after
/// wrong passwords is not a status but a time.
BOOST_DEFINE_ENUM_CLASS(UserStatus, active, locked, disabled)

struct User {
    UserId user_id;
    std::string user_name;
    std::string display_name;
    RegionCode region_code;  ///< where the person works: decides which administrators see him
    UnitCode unit_code;      ///< "" for people of the finance bureau
    UserStatus status = UserStatus::active;
    std::string password_hash;
    bool must_change = false;
    Timestamp password_changed_at;
    std::int64_t failed_count = 0;
    std::optional<Timestamp> failed_since;
    std::optional<Timestamp> locked_until;
    std::optional<Timestamp> last_login_at;
    std::string last_login_ip;
    Timestamp created_at;
    std::optional<Timestamp>
        released_at;  ///< by a security administrator; counts as a sign of life
    std::int64_t revision = 1;
};
BOOST_DESCRIBE_STRUCT(User, (),
                      (user_id, user_name, display_name, region_code, unit_code, status,
                       password_hash, must_change, password_changed_at, failed_count, failed_since,
                       locked_until, last_login_at, last_login_ip, created_at, released_at,
                       revision))

/// A role as it is given: where it holds. Two of them are the same when all members are.
struct GrantSpec {
    Role role = Role::unit_handler;
    RegionCode region_code;
    bool include_lower = false;              ///< the regions below as well
    std::vector<std::string> unit_prefixes;  ///< empty: all units
    friend auto operator<=>(GrantSpec const&, GrantSpec const&) = default;
};
BOOST_DESCRIBE_STRUCT(GrantSpec, (), (role, region_code, include_lower, unit_prefixes))

struct Grant : GrantSpec {
    GrantId grant_id;
    UserId user_id;
};

/// What the holder of a grant sees.
[[nodiscard]] DataScope scope_of(GrantSpec const& grant);
/// The unit a unit role acts for: the first it was given; "" for other roles.
[[nodiscard]] UnitCode unit_of(GrantSpec const& grant);
/// "treasury_division 990100" or "unit_handler 990101 001001,001002": for the audit log.
[[nodiscard]] std::string text_of(GrantSpec const& grant);

[[nodiscard]] Result<void> check_user_name(std::string_view user_name);

/// The rules of GB/T 22239-2019 8.1.4.1 b with their figures; an operator may only make them
/// stricter.
struct SignInRules {
    std::int64_t attempts = 5;
    std::chrono::minutes attempt_window{15};
    std::chrono::minutes lock_time{15};
    std::chrono::hours password_age{90 * 24};
    std::chrono::hours inactivity{90 * 24};
    std::chrono::minutes idle{15};
    std::chrono::minutes idle_administrator{10};
    std::chrono::hours session{8};
};

[[nodiscard]] bool is_locked_out(User const& user, Timestamp now);
/// `user` after one more wrong password; the fifth within the window locks.
[[nodiscard]] User after_failure(User user, SignInRules const& rules, Timestamp now);
[[nodiscard]] User after_success(User user, std::string ip, Timestamp now);
[[nodiscard]] bool is_inactive(User const& user, SignInRules const& rules, Timestamp now);
[[nodiscard]] bool must_change_password(User const& user, SignInRules const& rules, Timestamp now);

/// One sign-in. Acts with one grant at a time.
struct SessionRow {
    std::string session_id;  ///< first half of the token's digest; safe to show in logs
    std::string token_hash;
    UserId user_id;
    std::int64_t grant_id = 0;  ///< 0: no role yet
    Timestamp created_at;
    Timestamp last_seen_at;
    std::string ip;
    std::optional<Timestamp> previous_login_at;
    std::string previous_login_ip;
    std::optional<Timestamp> ended_at;
    std::string end_reason;
};
BOOST_DESCRIBE_STRUCT(SessionRow, (),
                      (session_id, token_hash, user_id, grant_id, created_at, last_seen_at, ip,
                       previous_login_at, previous_login_ip, ended_at, end_reason))

[[nodiscard]] bool is_alive(SessionRow const& session, bool administrator, SignInRules const& rules,
                            Timestamp now);

BOOST_DEFINE_ENUM_CLASS(Theme, system, light, dark)
BOOST_DEFINE_ENUM_CLASS(Density, standard, compact)
BOOST_DEFINE_ENUM_CLASS(MoneyUnit, yuan, wan, yi)
BOOST_DEFINE_ENUM_CLASS(Tongue, zh, en)

/// What a person sets for himself; kept on the server.
struct Preferences {
    Theme theme = Theme::system;
    Tongue language = Tongue::zh;
    Density density = Density::standard;
    MoneyUnit unit = MoneyUnit::wan;
};
BOOST_DESCRIBE_STRUCT(Preferences, (), (theme, language, density, unit))

}  // namespace jincai::identity

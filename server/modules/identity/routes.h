#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/ids.h"
#include "base/time.h"
#include "modules/identity/model.h"
#include "platform/api/page.h"

namespace jincai::identity {

// What travels over HTTP.

struct LoginRequest {
    std::string user_name;
    std::string password;
};
BOOST_DESCRIBE_STRUCT(LoginRequest, (), (user_name, password))

struct PasswordRequest {
    std::string old_password;
    std::string new_password;
};
BOOST_DESCRIBE_STRUCT(PasswordRequest, (), (old_password, new_password))

struct RoleRequest {
    GrantId grant_id;
};
BOOST_DESCRIBE_STRUCT(RoleRequest, (), (grant_id))

struct NamedCode {
    std::string code;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(NamedCode, (), (code, name))

struct GrantView {
    GrantId grant_id;
    Role role = Role::unit_handler;
    std::string role_zh;
    std::string role_en;
    NamedCode region;
    bool include_lower = false;
    std::vector<NamedCode> units;
};
BOOST_DESCRIBE_STRUCT(GrantView, (),
                      (grant_id, role, role_zh, role_en, region, include_lower, units))

struct SessionView {
    UserId user_id;
    std::string user_name;
    std::string display_name;
    std::vector<GrantView> roles;     ///< all grants of the person
    std::optional<Role> role;         ///< the one that acts
    std::optional<GrantId> grant_id;  ///< and its grant
    std::vector<std::string> permissions;
    std::optional<NamedCode> region;
    std::optional<NamedCode> unit;  ///< of unit roles
    std::string landing;            ///< the page to begin with
    bool must_change_password = false;
    std::int32_t idle_seconds = 0;           ///< without a request for this long the session ends
    Timestamp ends_at;                       ///< and then in any case
    std::optional<Timestamp> last_login_at;  ///< the sign-in before this one
    std::string last_login_ip;
    FiscalYear fiscal_year;
    BusinessDate today{};
};
BOOST_DESCRIBE_STRUCT(SessionView, (),
                      (user_id, user_name, display_name, roles, role, grant_id, permissions, region,
                       unit, landing, must_change_password, idle_seconds, ends_at, last_login_at,
                       last_login_ip, fiscal_year, today))

struct UserFilter : api::Paging {
    std::optional<std::string> query;  ///< in user name or name
    std::optional<UserStatus> status;
    std::optional<Role> role;
    std::optional<RegionCode> region_code;
};
BOOST_DESCRIBE_STRUCT(UserFilter, (api::Paging), (query, status, role, region_code))

struct UserView {
    UserId user_id;
    std::string user_name;
    std::string display_name;
    NamedCode region;
    std::optional<NamedCode> unit;
    UserStatus status = UserStatus::active;
    std::optional<Timestamp> locked_until;  ///< after wrong passwords
    bool must_change_password = false;
    std::optional<Timestamp> last_login_at;
    std::string last_login_ip;
    Timestamp created_at;
    std::int64_t revision = 0;
    std::vector<GrantView> roles;
};
BOOST_DESCRIBE_STRUCT(UserView, (),
                      (user_id, user_name, display_name, region, unit, status, locked_until,
                       must_change_password, last_login_at, last_login_ip, created_at, revision,
                       roles))

/// Whose names are asked for: user names, separated by commas; those beyond `kNamesShown` are not
/// answered.
struct NamesFilter {
    std::string user_names;
};
BOOST_DESCRIBE_STRUCT(NamesFilter, (), (user_names))
inline constexpr std::size_t kNamesShown = 100;

struct PersonName {
    std::string user_name;
    std::string display_name;
};
BOOST_DESCRIBE_STRUCT(PersonName, (), (user_name, display_name))

/// The people of the list who are known to the caller; the others are left out.
struct NameList {
    std::vector<PersonName> names;
};
BOOST_DESCRIBE_STRUCT(NameList, (), (names))

struct NewUserRequest {
    std::string user_name;
    std::string display_name;
    RegionCode region_code;
    std::optional<UnitCode> unit_code;
};
BOOST_DESCRIBE_STRUCT(NewUserRequest, (), (user_name, display_name, region_code, unit_code))

struct UserRequest {
    std::string display_name;
    std::optional<UnitCode> unit_code;
    bool enabled = true;
    std::int64_t revision = 0;
};
BOOST_DESCRIBE_STRUCT(UserRequest, (), (display_name, unit_code, enabled, revision))

struct GrantsRequest {
    std::vector<GrantSpec> grants;
    std::int64_t revision = 0;
};
BOOST_DESCRIBE_STRUCT(GrantsRequest, (), (grants, revision))

struct LockRequest {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(LockRequest, (), (reason))

/// The password is shown this once.
struct InitialPassword {
    UserId user_id;
    std::string initial_password;
};
BOOST_DESCRIBE_STRUCT(InitialPassword, (), (user_id, initial_password))

struct RoleView {
    Role role = Role::unit_handler;
    std::string zh;
    std::string en;
    bool within_unit = false;
    bool includes_lower = false;
    std::vector<std::string> permissions;
    std::vector<Role> excludes;  ///< roles the same account must not hold
};
BOOST_DESCRIBE_STRUCT(RoleView, (),
                      (role, zh, en, within_unit, includes_lower, permissions, excludes))

struct RoleList {
    std::vector<RoleView> roles;
};
BOOST_DESCRIBE_STRUCT(RoleList, (), (roles))

}  // namespace jincai::identity

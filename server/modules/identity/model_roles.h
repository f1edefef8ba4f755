#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "base/result.h"

namespace jincai::identity {

/// Every permission there is. A route that declares another one does not start.
struct Permission {
    std::string_view name;
    std::string_view zh;
    std::string_view en;
};
[[nodiscard]] std::span<Permission const> permissions();

BOOST_DEFINE_ENUM_CLASS(Role, unit_handler, unit_reviewer, unit_leader, business_division,
                        budget_division, treasury_division, performance_division, bureau_leader,
                        county_staff, auditor, system_admin, security_admin, audit_admin)

/// Which duties exclude each other in one account.
enum class Duty : std::uint8_t {
    business,        ///< may be combined with other business roles; documents check the person
    supervision,     ///< 审计: alone
    administration,  ///< 三员: alone, each of the three
};

struct RoleSpec {
    Role role;
    std::string_view zh;
    std::string_view en;
    Duty duty;
    std::string_view landing;  ///< the page one sees first
    bool within_unit;          ///< granted for units, not for a whole region
    bool includes_lower;       ///< as a rule sees the regions below its own
    std::span<std::string_view const> permissions;
};
[[nodiscard]] std::span<RoleSpec const> roles();
[[nodiscard]] RoleSpec const& spec_of(Role role);
[[nodiscard]] std::string name_of(Role role);
[[nodiscard]] bool is_administrator(Role role);

/// 三员分立, 不相容岗位: refuses two roles that one account must not hold together.
[[nodiscard]] Result<void> check_exclusions(std::vector<Role> const& held);

/// The table of roles and permissions as text (Markdown), for documents.
[[nodiscard]] std::string role_table();

}  // namespace jincai::identity

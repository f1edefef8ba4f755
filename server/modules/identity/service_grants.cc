#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "modules/identity/refusals.h"
#include "modules/identity/service.h"
#include "modules/identity/service_change.h"

namespace jincai::identity {

namespace {

/// Whether all that `grant` shows lies in what the granter himself sees.
bool lies_within(DataScope const& scope, GrantSpec const& grant) {
    if (!scope.covers_region(grant.region_code)) return false;
    return !scope.own_region_only || !grant.include_lower;
}

Error at_grant(std::size_t index, Error error) {
    return under(fmt::format("/grants/{}", index), std::move(error));
}

}  // namespace

Result<void> Service::check_grant(GrantSpec const& grant) const {
    auto const& role = spec_of(grant.role);
    JC_CHECK(check_place(grant.region_code, UnitCode{}));
    if (role.within_unit && grant.unit_prefixes.empty()) {
        return refuse_at("/unit_prefixes", refusals::grant_needs_unit,
                         {{"role", std::string{role.zh}}});
    }
    for (std::string const& prefix : grant.unit_prefixes) {
        if (is_digits(prefix) && places_.unit_name(grant.region_code, UnitCode{prefix})) continue;
        return refuse_at("/unit_prefixes", refusals::unit_unknown,
                         {{"region_code", grant.region_code.value()}, {"unit_code", prefix}});
    }
    return {};
}

Result<void> Service::check_grants(std::vector<GrantSpec> const& grants) const {
    std::vector<Role> held;
    for (std::size_t i = 0; i < grants.size(); ++i) {
        auto checked = check_grant(grants[i]);
        if (!checked) return std::unexpected(at_grant(i, std::move(checked).error()));
        auto const before = grants.begin() + static_cast<std::ptrdiff_t>(i);
        if (std::find(grants.begin(), before, grants[i]) != before) {
            return refuse_at(fmt::format("/grants/{}", i), refusals::grant_twice);
        }
        held.push_back(grants[i].role);
    }
    return check_exclusions(held);
}

Result<void> Service::set_grants(api::Caller const& caller, UserId user_id,
                                 std::vector<GrantSpec> const& grants, std::int64_t revision) {
    if (user_id == caller.user_id) return refuse(refusals::own_account);
    JC_CHECK(check_grants(grants));
    return change_user(
        caller, user_id, "roles_granted",
        [&](storage::Session& session, User& user, audit::Record& record) -> Result<void> {
            if (user.revision != revision) return refuse(refusals::user_changed_meanwhile);
            auto const before = store::grants(session, user_id);
            auto const is_kept = [&](GrantSpec const& grant) {
                return std::ranges::find(grants, grant) != grants.end();
            };
            for (Grant const& old : before) {
                if (is_kept(old)) continue;
                if (!lies_within(caller.scope, old)) {
                    return refuse(refusals::grant_outside_scope,
                                  {{"region_code", old.region_code.value()}});
                }
                store::revoke_grant(session, old.grant_id, record.at);
                audit::note(record, "grant", text_of(old), "");
            }
            for (std::size_t i = 0; i < grants.size(); ++i) {
                GrantSpec const& grant = grants[i];
                if (std::ranges::any_of(before,
                                        [&](GrantSpec const& old) { return old == grant; })) {
                    continue;
                }
                if (!lies_within(caller.scope, grant)) {
                    return refuse_at(fmt::format("/grants/{}/region_code", i),
                                     refusals::grant_outside_scope,
                                     {{"region_code", grant.region_code.value()}});
                }
                store::insert_grant(session, user_id, grant, caller.user_name, record.at);
                audit::note(record, "grant", "", text_of(grant));
                // Administrators' passwords are longer: the next sign-in asks for such a one.
                if (is_administrator(grant.role)) user.must_change = true;
            }
            return {};
        });
}

}  // namespace jincai::identity

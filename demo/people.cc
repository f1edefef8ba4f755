#include "demo/people.h"

#include <array>

#include "base/assert.h"
#include "demo/province.h"

namespace jincai::demo {

namespace {

/// Of the printed accounts. Low, because they are many and made at once; the first sign-in makes
/// the hash anew with the server's own number.
constexpr std::int64_t kRounds = 20'000;
constexpr std::int64_t kRoundsOfThePast = 1'000;  ///< of passwords that nobody ever sees

struct PastPerson {
    std::string_view user_name;
    std::string_view display_name;
    std::string_view role;
};

PastPerson person(Past who) {
    switch (who) {
        case Past::clerk: return {"clerk", "单位经办（历史）", "unit_handler"};
        case Past::reviewer: return {"past-reviewer", "单位审核（历史）", "unit_reviewer"};
        case Past::business: return {"past-business", "业务科室（历史）", "business_division"};
        case Past::treasury: return {"past-treasury", "国库科（历史）", "treasury_division"};
        case Past::leader: return {"past-leader", "局领导（历史）", "bureau_leader"};
        case Past::bank: return {kBankUser, "代理银行接口", "bank"};
    }
    return {};
}

std::string clerk_of(RegionCode const& region) { return "clerk" + region.value(); }

identity::GrantSpec grant_of(Account const& account, identity::Role role) {
    identity::GrantSpec grant;
    grant.role = role;
    grant.region_code = account.region;
    grant.include_lower = identity::spec_of(role).includes_lower;
    if (account.unit) grant.unit_prefixes.push_back(account.unit->value());
    return grant;
}

api::Caller caller_of(Account const& account, identity::GrantSpec const& grant, UserId id) {
    api::Caller caller;
    caller.user_id = id;
    caller.user_name = account.user_name;
    caller.role = account.role;
    caller.region = account.region;
    caller.unit = account.unit.value_or(UnitCode{});
    caller.scope = identity::scope_of(grant);
    for (auto const& permission : identity::spec_of(grant.role).permissions) {
        caller.permissions.emplace(permission);
    }
    return caller;
}

}  // namespace

Result<void> People::make(Province const& province, audit::Actor const& actor) {
    for (auto const& account : province.accounts) JC_CHECK(add_printed(account, actor));
    for (auto const who : {Past::reviewer, Past::business, Past::treasury, Past::leader,
                           Past::bank}) {
        auto const& [name, display, role] = person(who);
        JC_CHECK(add_past(std::string{name}, std::string{display}, RegionCode{kProvinceCode},
                          actor));
    }
    for (auto const& region : province.regions) {
        JC_CHECK(add_past(clerk_of(region.code), region.name + "预算单位经办", region.code, actor));
    }
    return {};
}

Result<void> People::add_printed(Account const& account, audit::Actor const& actor) {
    identity::Role role{};
    bool const known = boost::describe::enum_from_string(account.role.c_str(), role);
    JC_ASSERT(known);
    auto const grant = grant_of(account, role);
    auto const id = JC_TRY(identity_.create_account(
        actor, {.user = {.user_name = account.user_name,
                         .display_name = account.display_name,
                         .region_code = account.region,
                         .unit_code = account.unit.value_or(UnitCode{})},
                .password = std::string{kPassword},
                .password_rounds = kRounds,
                .must_change = false,
                .grants = {grant}}));
    accounts_.emplace(account.user_name, caller_of(account, grant, id));
    return {};
}

Result<void> People::add_past(std::string user_name, std::string display_name,
                              RegionCode const& region, audit::Actor const& actor) {
    auto const id = JC_TRY(identity_.create_account(
        actor, {.user = {.user_name = user_name,
                         .display_name = std::move(display_name),
                         .region_code = region},
                .password = identity::one_time_password(),
                .password_rounds = kRoundsOfThePast}));
    past_.emplace(std::move(user_name), id);
    return {};
}

api::Caller const* People::in_unit(std::string_view role, basics::Unit const& unit) const {
    if (unit.region_code.value() != kStoryRegion) return nullptr;
    for (auto const& [name, caller] : accounts_) {
        if (caller.role == role && caller.region == unit.region_code && caller.unit == unit.code)
            return &caller;
    }
    return nullptr;
}

api::Caller const& People::handler(basics::Unit const& unit) const {
    auto const* known = in_unit("unit_handler", unit);
    return known != nullptr ? *known : past(Past::clerk, unit.region_code);
}

api::Caller const& People::reviewer(basics::Unit const& unit) const {
    auto const* known = in_unit("unit_reviewer", unit);
    return known != nullptr ? *known : past(Past::reviewer, unit.region_code);
}

api::Caller const& People::past(Past who, RegionCode const& region) const {
    auto const key = std::pair{who, region};
    auto const found = known_.find(key);
    if (found != known_.end()) return found->second;
    return known_.emplace(key, made_past(who, region)).first->second;
}

api::Caller People::made_past(Past who, RegionCode const& region) const {
    auto const& [name, display, role] = person(who);
    api::Caller caller;
    caller.user_name = who == Past::clerk ? clerk_of(region) : std::string{name};
    caller.user_id = past_.at(caller.user_name);
    caller.role = role;
    caller.region = region;
    caller.scope = DataScope::everything();
    identity::Role known{};
    if (boost::describe::enum_from_string(caller.role.c_str(), known)) {
        for (auto const& permission : identity::spec_of(known).permissions) {
            caller.permissions.emplace(permission);
        }
    }
    return caller;
}

}  // namespace jincai::demo

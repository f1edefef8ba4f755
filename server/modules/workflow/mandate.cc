#include "modules/workflow/mandate.h"

#include "base/text.h"
#include "modules/workflow/store_desk.h"
#include "platform/api/caller.h"

namespace jincai::workflow {
namespace {

DataScope within(RegionCode const& region, std::vector<std::string> unit_prefixes) {
    return {.region_prefix = region.value(),
            .own_region_only = true,
            .region = region,
            .unit_prefixes = std::move(unit_prefixes)};
}

}  // namespace

Mandate own_mandate(api::Caller const& caller) {
    return {.region = caller.region,
            .role = caller.role,
            .scope = within(caller.region, caller.scope.unit_prefixes)};
}

std::vector<Mandate> mandates_of(storage::Session& session, api::Caller const& caller,
                                 BusinessDate day) {
    std::vector<Mandate> mandates{own_mandate(caller)};
    for (auto const& given : store::delegations_to(session, caller.user_id, day)) {
        std::vector<std::string> prefixes;
        if (!given.unit_prefixes.empty()) {
            for (std::string_view part : split(given.unit_prefixes, ',')) {
                prefixes.emplace_back(part);
            }
        }
        mandates.push_back({.region = given.region_code,
                            .role = given.role,
                            .scope = within(given.region_code, std::move(prefixes)),
                            .principal = {given.from_user_id, given.from_user_name}});
    }
    return mandates;
}

}  // namespace jincai::workflow

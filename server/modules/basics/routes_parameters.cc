#include "modules/basics/refusals.h"
#include "modules/basics/routes.h"

namespace jincai::basics {
namespace {

struct ParameterFilter {
    std::optional<RegionCode> region_code = {};  ///< the caller's own when absent
    std::optional<BusinessDate> day = {};        ///< today when absent
};
BOOST_DESCRIBE_STRUCT(ParameterFilter, (), (region_code, day))

struct ParameterView {
    ParameterDefinition definition = {};
    std::optional<ParameterValue> in_force = {};
    std::vector<ParameterValue> history = {};  ///< that concern the region, newest first
};
BOOST_DESCRIBE_STRUCT(ParameterView, (), (definition, in_force, history))

struct ParameterList {
    std::vector<ParameterView> items = {};
    std::int64_t total = 0;
    std::vector<Proposal> proposals = {};
};
BOOST_DESCRIBE_STRUCT(ParameterList, (), (items, total, proposals))

struct Wish {
    std::string name = {};
    std::optional<RegionCode> region_code = {};
    std::string value = {};
    BusinessDate effective_from = {};
    std::string document_number = {};
    std::string reason = {};
};
BOOST_DESCRIBE_STRUCT(Wish, (), (name, region_code, value, effective_from, document_number, reason))

struct Reason {
    std::string reason = {};
};
BOOST_DESCRIBE_STRUCT(Reason, (), (reason))

/// Whether a value of `of` holds in `region`: its own, one above it, or the general one.
bool concerns(Directory const& known, std::string_view of, RegionCode region) {
    if (of.empty()) return true;
    while (!region.empty()) {
        if (region.value() == of) return true;
        Region const* const here = known.region(region);
        if (here == nullptr) return false;
        region = here->parent_code;
    }
    return false;
}

Result<ParameterList> list(Service const& service, ParameterFilter const& filter,
                           api::Call const& call) {
    auto const known = service.directory();
    RegionCode const region = filter.region_code.value_or(call.caller.region);
    BusinessDate const day = filter.day.value_or(call.clock.today());
    if (!region.empty() &&
        (known->region(region) == nullptr || !call.caller.scope.covers_region(region))) {
        return refuse(refusals::region_not_found, {{"code", region.value()}});
    }
    ParameterList result;
    for (ParameterDefinition const& definition : known->rules->definitions()) {
        ParameterView view{.definition = definition};
        if (auto const* value = known->value_on(definition.name, region, day)) {
            view.in_force = *value;
        }
        for (ParameterValue const& value : known->rules->values(definition.name)) {
            if (concerns(*known, value.region_code, region)) view.history.push_back(value);
        }
        std::ranges::sort(view.history, std::greater{}, &ParameterValue::version);
        result.items.push_back(std::move(view));
    }
    result.total = static_cast<std::int64_t>(result.items.size());
    result.proposals = service.proposals(call.caller.scope);
    return result;
}

}  // namespace

void declare_parameters(api::Router& router, Service& service) {
    router.get<ParameterFilter, ParameterList>(
        "/api/basics/parameters", {.permission = "basics.read", .summary = "参数及其沿革"},
        [&service](ParameterFilter const& filter, api::Call& call) {
            return list(service, filter, call);
        });
    router.post<Wish, Proposal>(
        "/api/basics/parameters",
        {.permission = "basics.parameter.propose",
         .audit = "parameter_proposed",
         .summary = "提出参数修改",
         .status = 201},
        [&service](Wish const& wish, api::Call& call) -> Result<Proposal> {
            return service.propose_parameter(
                call.caller, call.caller.scope,
                {.name = wish.name,
                 .region_code = wish.region_code.value_or(call.caller.region).value(),
                 .value = wish.value,
                 .effective_from = wish.effective_from,
                 .document_number = wish.document_number,
                 .reason = wish.reason});
        });
    router.post<api::None, Proposal>(
        "/api/basics/parameters/{proposal_id}/approve",
        {.permission = "basics.parameter.approve",
         .audit = "parameter_approved",
         .summary = "批准参数修改"},
        [&service](api::None const&, api::Call& call) -> Result<Proposal> {
            return service.approve_parameter(call.caller, call.caller.scope,
                                             call.path_id<ProposalId>("proposal_id"));
        });
    router.post<Reason, Proposal>(
        "/api/basics/parameters/{proposal_id}/refuse",
        {.permission = "basics.parameter.approve",
         .audit = "parameter_refused",
         .summary = "不同意参数修改"},
        [&service](Reason const& body, api::Call& call) -> Result<Proposal> {
            return service.refuse_parameter(call.caller, call.caller.scope,
                                            call.path_id<ProposalId>("proposal_id"), body.reason);
        });
}

}  // namespace jincai::basics

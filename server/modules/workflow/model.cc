#include "modules/workflow/model.h"

#include <algorithm>
#include <set>

#include "modules/workflow/refusals.h"

namespace jincai::workflow {
namespace {

bool starts_with_any(std::string_view text, std::vector<std::string> const& prefixes) {
    return std::ranges::any_of(prefixes,
                               [&](std::string const& item) { return text.starts_with(item); });
}

bool holds(Condition const& condition, DocumentRef const& document, AmountLookup const& amount_of) {
    if (condition.amount_from && document.amount_fen < amount_of(*condition.amount_from)) {
        return false;
    }
    if (!condition.funds.empty() && !starts_with_any(document.fund_code.value(), condition.funds)) {
        return false;
    }
    if (!condition.project_classes.empty() &&
        !starts_with_any(document.project_class, condition.project_classes)) {
        return false;
    }
    return !starts_with_any(document.project_class, condition.except_project_classes);
}

std::unexpected<Error> wrong(Definition const& definition, std::string problem) {
    return refuse(refusals::definition_wrong,
                  {{"title", definition.title_zh}, {"problem", std::move(problem)}});
}

}  // namespace

std::vector<Step const*> route(Definition const& definition, DocumentRef const& document,
                               AmountLookup const& amount_of) {
    std::vector<Step const*> steps;
    for (Step const& step : definition.steps) {
        if (!step.when || holds(*step.when, document, amount_of)) steps.push_back(&step);
    }
    return steps;
}

Result<void> check_definition(Definition const& definition) {
    if (definition.documents.empty()) return wrong(definition, "it names no document");
    std::set<std::string_view> names;
    for (Step const& step : definition.steps) {
        if (step.name.empty() || step.role.empty() || step.permission.empty()) {
            return wrong(definition, "a step needs name, role and permission");
        }
        if (!names.insert(step.name).second) return wrong(definition, "step twice: " + step.name);
        if (step.signatures.value_or(1) < 1) return wrong(definition, "signatures below 1");
    }
    return {};
}

bool is_allowed(FlowState from, Action action) {
    return std::ranges::any_of(kTransitions, [&](Transition const& item) {
        return item.from == from && item.action == action;
    });
}

Result<void> check_duties(std::span<Signature const> signatures, UserId user, std::string_view step,
                          std::int32_t round) {
    for (Signature const& signature : signatures) {
        if (signature.user_id != user) continue;
        bool const again_in_a_later_round =
            signature.step == step && (signature.round < round || step.empty());
        if (!again_in_a_later_round) return refuse(refusals::same_person);
    }
    return {};
}

}  // namespace jincai::workflow

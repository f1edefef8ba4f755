#include "base/assert.h"
#include "base/text.h"
#include "modules/workflow/delegates.h"
#include "modules/workflow/engine_holding.h"
#include "modules/workflow/refusals.h"
#include "platform/api/caller.h"

namespace jincai::workflow {
namespace {

store::Instance instance_of(DocumentRef const& document, audit::Actor const& preparer,
                            Timestamp at) {
    return {.region_code = document.key.region_code,
            .document_kind = document.key.kind,
            .document_id = document.key.id,
            .unit_code = document.unit_code,
            .number = document.number,
            .title = document.title,
            .amount_fen = document.amount_fen,
            .fund_code = document.fund_code,
            .project_class = document.project_class,
            .initiator_id = preparer.user_id,
            .initiator_name = preparer.user_name,
            .submitted_at = at};
}

/// A new task of the instance; takes its next sequence.
store::Task task_of(store::Instance& instance, Step const& step, Timestamp at) {
    return {.region_code = instance.region_code,
            .document_kind = instance.document_kind,
            .document_id = instance.document_id,
            .sequence = instance.next_sequence++,
            .round = instance.round,
            .step = step.name,
            .role = step.role,
            .unit_code = instance.unit_code,
            .signatures_needed = step.signatures.value_or(1),
            .opened_at = at};
}

Outcome approved_at_once(store::Instance& instance, Timestamp at) {
    instance.state = FlowState::approved;
    instance.finished_at = at;
    return {.kind = OutcomeKind::approved, .round = instance.round};
}

}  // namespace

DocumentRef document_of(store::Instance const& instance) {
    return {.key = key_of(instance),
            .unit_code = instance.unit_code,
            .number = instance.number,
            .title = instance.title,
            .amount_fen = instance.amount_fen,
            .fund_code = instance.fund_code,
            .project_class = instance.project_class};
}

store::Task note_of(store::Instance& instance, Action action, Person const& actor,
                    std::string_view opinion, Timestamp at) {
    return {.region_code = instance.region_code,
            .document_kind = instance.document_kind,
            .document_id = instance.document_id,
            .sequence = instance.next_sequence++,
            .round = instance.round,
            .step = instance.step,
            .unit_code = instance.unit_code,
            .status = TaskStatus::done,
            .action = action,
            .actor_id = actor.user_id,
            .actor_name = actor.user_name,
            .opinion = std::string{opinion},
            .opened_at = at,
            .decided_at = at};
}

Engine::Engine(Definitions definitions, basics::Service const& basics)
    : definitions_{std::move(definitions)},
      basics_{basics},
      delegates_{std::make_shared<Delegates>()} {}

/// A tier without a value applies to every amount: rather one signature too many.
std::vector<Step const*> Engine::route_of(Definition const& definition, DocumentRef const& document,
                                          BusinessDate day) const {
    auto const known = basics_.directory();
    return route(definition, document, [&](std::string_view parameter) {
        auto const* const value = known->value_on(parameter, document.key.region_code, day);
        return value == nullptr ? Money{} : Money::from_fen(parse_int(value->value).value_or(0));
    });
}

Result<Outcome> Engine::start(storage::Session& session, DocumentRef const& document,
                              audit::Actor const& preparer, Timestamp at) const {
    Definition const* const definition = definitions_.find(document.key.kind);
    if (definition == nullptr) {
        return refuse(refusals::document_kind_unknown, {{"kind", document.key.kind}});
    }
    store::Instance instance = instance_of(document, preparer, at);
    auto const before = document.is_new ? std::nullopt : store::instance(session, document.key);
    if (before) {
        if (before->state == FlowState::rejected) return refuse(refusals::flow_rejected);
        if (!is_allowed(before->state, Action::submitted)) {
            return refuse(refusals::flow_already_running, {{"step", before->step}});
        }
        JC_CHECK(check_duties(signatures_of(*before, store::tasks(session, document.key)),
                              preparer.user_id, "", before->round + 1));
        // The row holds the latest submission; the one before it goes into the trail.
        store::Instance old = *before;
        old.step.clear();
        store::insert(
            session, note_of(old, Action::submitted, {before->initiator_id, before->initiator_name},
                             "", before->submitted_at));
        instance.round = before->round + 1;
        instance.next_sequence = old.next_sequence;
    }
    auto const steps = route_of(*definition, document, business_date(at));
    Outcome outcome{.round = instance.round};
    if (steps.empty()) {
        outcome = approved_at_once(instance, at);
    } else {
        store::insert(session, task_of(instance, *steps.front(), at));
        instance.step = outcome.step = steps.front()->name;
    }
    if (before) {
        store::update(session, instance);
    } else {
        store::insert(session, instance);
    }
    if (!outcome.finished()) announce(session, instance, at);
    return outcome;
}

Result<Outcome> Engine::record_approved(storage::Session& session, DocumentRef const& document,
                                        audit::Actor const& preparer,
                                        std::span<Signature const> signatures, Timestamp at) const {
    Definition const* const definition = definitions_.find(document.key.kind);
    if (definition == nullptr) {
        return refuse(refusals::document_kind_unknown, {{"kind", document.key.kind}});
    }
    store::Instance instance = instance_of(document, preparer, at);
    Outcome const outcome =
        approved_at_once(instance, signatures.empty() ? at : signatures.back().at);
    for (std::size_t i = 0; i < signatures.size(); ++i) {
        Signature const& signature = signatures[i];
        if (signature.user_id == preparer.user_id) return refuse(refusals::same_person);
        JC_CHECK(check_duties(signatures.first(i), signature.user_id, signature.step, 1));
        auto row = note_of(instance, Action::approved, {signature.user_id, signature.user_name},
                           signature.opinion, signature.at);
        row.step = signature.step;
        store::insert(session, row);
    }
    store::insert(session, instance);
    return outcome;
}

Result<void> Engine::cancel(storage::Session& session, DocumentKey const& document,
                            audit::Actor const& actor, std::string_view reason,
                            Timestamp at) const {
    auto instance = store::instance(session, document);
    if (!instance || instance->state != FlowState::running) return {};
    store::cancel_open(session, document);
    store::insert(session, note_of(*instance, Action::withdrawn, {actor.user_id, actor.user_name},
                                   reason, at));
    instance->state = FlowState::withdrawn;
    instance->step.clear();
    instance->finished_at = at;
    store::update(session, *instance);
    announce(session, *instance, at);
    return {};
}

Result<Outcome> Engine::withdraw(storage::Session& session, DocumentKey const& document,
                                 api::Caller const& caller, std::string_view reason,
                                 Timestamp at) const {
    auto const instance = store::instance(session, document);
    if (!instance || !caller.scope.covers(document.region_code, instance->unit_code)) {
        return refuse(refusals::flow_not_found);
    }
    if (instance->state != FlowState::running) return refuse(refusals::task_already_decided);
    if (instance->initiator_id != caller.user_id) return refuse(refusals::not_the_preparer);
    for (store::Task const& task : store::tasks(session, document)) {
        bool const decided =
            task.action == Action::approved || task.action == Action::countersigned;
        if (decided && task.round == instance->round) return refuse(refusals::withdraw_too_late);
        if (task.status != TaskStatus::open) continue;
        // The same conditional change as a decision: of the two exactly one succeeds.
        if (!store::change_status(session, task, TaskStatus::open, TaskStatus::cancelled)) {
            return refuse(refusals::task_already_decided);
        }
    }
    std::string const step = instance->step;
    JC_CHECK(cancel(session, document, caller, reason, at));
    return Outcome{.kind = OutcomeKind::withdrawn, .previous_step = step, .round = instance->round};
}

std::vector<Step const*> Engine::steps_of(DocumentRef const& document, BusinessDate day) const {
    Definition const* const definition = definitions_.find(document.key.kind);
    if (definition == nullptr) return {};
    return route_of(*definition, document, day);
}

std::optional<std::string> Engine::open_step(storage::Session& session,
                                             DocumentKey const& document) const {
    auto const instance = store::instance(session, document);
    if (!instance || instance->state != FlowState::running) return std::nullopt;
    return instance->step;
}

Result<Outcome> Engine::open_next(storage::Session& session, Holding& held, Timestamp at) const {
    store::Instance& instance = held.instance;
    auto const& all = held.definition->steps;
    auto const place_of = [&](std::string_view name) {
        return std::ranges::find(all, name, &Step::name) - all.begin();
    };
    // The tiers of the day of submission hold for the whole round.
    auto const steps =
        route_of(*held.definition, document_of(instance), business_date(instance.submitted_at));
    auto const here = place_of(instance.step);
    auto const next =
        std::ranges::find_if(steps, [&](Step const* step) { return place_of(step->name) > here; });
    if (next == steps.end()) {
        return end(session, held, FlowState::approved, OutcomeKind::approved, at);
    }
    Outcome const outcome{.kind = OutcomeKind::moved,
                          .step = (*next)->name,
                          .previous_step = instance.step,
                          .round = instance.round};
    store::insert(session, task_of(instance, **next, at));
    instance.step = (*next)->name;
    store::update(session, instance);
    announce(session, instance, at);
    return outcome;
}

Outcome Engine::end(storage::Session& session, Holding& held, FlowState state, OutcomeKind kind,
                    Timestamp at) const {
    Outcome const outcome{
        .kind = kind, .previous_step = held.instance.step, .round = held.instance.round};
    store::cancel_open(session, held.key);
    held.instance.state = state;
    held.instance.step.clear();
    held.instance.finished_at = at;
    store::update(session, held.instance);
    announce(session, held.instance, at, held.instance.initiator_id);
    return outcome;
}

}  // namespace jincai::workflow

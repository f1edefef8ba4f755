#include <algorithm>

#include "base/text.h"
#include "modules/workflow/engine_holding.h"
#include "modules/workflow/refusals.h"
#include "modules/workflow/store_desk.h"
#include "platform/api/caller.h"

namespace jincai::workflow {
namespace {

constexpr std::size_t kOpinionLengthMax = 1'000;

bool covers(Mandate const& mandate, store::Task const& task, UserId caller) {
    if (task.assignee_id) {
        UserId const named = mandate.principal.user_id ? mandate.principal.user_id : caller;
        return task.assignee_id == named && mandate.region == task.region_code;
    }
    return mandate.role == task.role && mandate.scope.covers(task.region_code, task.unit_code);
}

/// Nothing for a signer who was added to the flow.
Step const* step_of(Definition const& definition, store::Task const& task) {
    auto const step = std::ranges::find(definition.steps, task.step, &Step::name);
    return step == definition.steps.end() ? nullptr : &*step;
}

std::string holder_of(Definition const& definition, store::Task const& task) {
    if (task.assignee_id) return task.assignee_name;
    auto const* step = step_of(definition, task);
    return step == nullptr ? task.role : fmt::format("{} ({})", step->title_zh, task.role);
}

Result<void> check_opinion(Decision decision, std::string_view opinion) {
    if (decision != Decision::approve && trim(opinion).empty()) {
        return refuse_at("/opinion", refusals::opinion_missing);
    }
    if (utf8_length(opinion) > kOpinionLengthMax) {
        return refuse_at("/opinion", refusals::opinion_too_long);
    }
    return {};
}

/// The notice names the step; who stood there is in the document's trail.
void tell_preparer(storage::Session& session, store::Instance const& instance,
                   std::string_view kind, Step const* step, std::string_view opinion,
                   Timestamp at) {
    bool const returned = kind == "returned";
    store::insert(
        session,
        store::Notice{
            .region_code = instance.region_code,
            .user_id = instance.initiator_id,
            .unit_code = instance.unit_code,
            .kind = std::string{kind},
            .text_zh = fmt::format("“{} {}”在{}环节被{}：{}", instance.number, instance.title,
                                   step == nullptr ? "办理" : step->title_zh,
                                   returned ? "退回" : "否决", opinion),
            .text_en = fmt::format("\"{} {}\" was {} at the step {}: {}", instance.number,
                                   instance.title, returned ? "sent back" : "rejected",
                                   step == nullptr ? "of its holder" : step->title_en, opinion),
            .document_kind = instance.document_kind,
            .document_id = instance.document_id,
            .created_at = at});
}

void tell_person(storage::Session& session, store::Instance const& instance, Person const& to,
                 std::string_view kind, std::string text_zh, std::string text_en, Timestamp at) {
    store::insert(session, store::Notice{.region_code = instance.region_code,
                                         .user_id = to.user_id,
                                         .unit_code = instance.unit_code,
                                         .kind = std::string{kind},
                                         .text_zh = std::move(text_zh),
                                         .text_en = std::move(text_en),
                                         .document_kind = instance.document_kind,
                                         .document_id = instance.document_id,
                                         .created_at = at});
}

}  // namespace

std::vector<Signature> signatures_of(store::Instance const& instance,
                                     std::vector<store::Task> const& tasks) {
    std::vector<Signature> found{{.user_id = instance.initiator_id,
                                  .user_name = instance.initiator_name,
                                  .step = "",
                                  .round = instance.round}};
    for (store::Task const& task : tasks) {
        bool const prepared = task.action == Action::submitted;
        bool const decided = task.action == Action::approved ||
                             task.action == Action::countersigned ||
                             task.action == Action::returned || task.action == Action::rejected;
        if (!prepared && !decided) continue;
        Signature signature{.user_id = task.actor_id,
                            .user_name = task.actor_name,
                            .step = prepared ? "" : task.step,
                            .opinion = task.opinion,
                            .at = task.decided_at.value_or(task.opened_at),
                            .round = task.round};
        found.push_back(signature);
        if (task.principal_id) {
            signature.user_id = task.principal_id;
            signature.user_name = task.principal_name;
            found.push_back(std::move(signature));
        }
    }
    return found;
}

/// Everything up to the point where the decision may be written.
Result<Engine::Holding> Engine::holding(storage::Session& session, DocumentKey const& document,
                                        std::string_view expected_step, api::Caller const& caller,
                                        Timestamp at) const {
    auto instance = store::instance(session, document);
    Definition const* const definition = definitions_.find(document.kind);
    if (!instance || definition == nullptr) return refuse(refusals::flow_not_found);
    auto tasks = store::tasks(session, document);
    auto const open = std::ranges::find(tasks, TaskStatus::open, &store::Task::status);
    auto const mandates = mandates_of(session, caller, business_date(at));
    bool const visible = caller.scope.covers(document.region_code, instance->unit_code) ||
                         std::ranges::any_of(mandates, [&](Mandate const& mandate) {
                             return open != tasks.end() && covers(mandate, *open, caller.user_id);
                         });
    if (!visible) return refuse(refusals::flow_not_found);
    if (instance->state != FlowState::running || open == tasks.end()) {
        return refuse(refusals::task_already_decided);
    }
    // Before anything about the person: whoever was slower hears that, not whose turn it is now.
    if (!expected_step.empty() && open->step != expected_step) {
        return refuse(refusals::task_already_decided);
    }
    auto const mandate = std::ranges::find_if(
        mandates, [&](Mandate const& item) { return covers(item, *open, caller.user_id); });
    auto const step = std::ranges::find(definition->steps, open->step, &Step::name);
    bool const allowed =
        step == definition->steps.end() || open->added_for != 0 || caller.may(step->permission);
    if (mandate == mandates.end() || !allowed) {
        return refuse(refusals::not_your_task,
                      {{"step", open->step}, {"holder", holder_of(*definition, *open)}});
    }
    auto signatures = signatures_of(*instance, tasks);
    JC_CHECK(check_duties(signatures, caller.user_id, open->step, instance->round));
    if (mandate->principal.user_id) {
        JC_CHECK(check_duties(signatures, mandate->principal.user_id, open->step, instance->round));
    }
    auto const index = static_cast<std::size_t>(open - tasks.begin());
    return Holding{.key = document,
                   .definition = definition,
                   .instance = *std::move(instance),
                   .tasks = std::move(tasks),
                   .open = index,
                   .signatures = std::move(signatures),
                   .actor = {caller.user_id, caller.user_name},
                   .principal = mandate->principal};
}

bool Engine::may_decide(storage::Session& session, DocumentKey const& document,
                        api::Caller const& caller, Timestamp at) const {
    return holding(session, document, "", caller, at).has_value();
}

Result<Outcome> Engine::decide(storage::Session& session, DocumentKey const& document,
                               std::string_view expected_step, api::Caller const& caller,
                               Decision decision, std::string_view opinion, Timestamp at) const {
    Holding held = JC_TRY(holding(session, document, expected_step, caller, at));
    store::Task& task = held.task();
    JC_CHECK(check_opinion(decision, opinion));
    task.actor_id = held.actor.user_id;
    task.actor_name = held.actor.user_name;
    task.principal_id = held.principal.user_id;
    task.principal_name = held.principal.user_name;
    task.opinion = std::string{opinion};
    task.decided_at = at;
    switch (decision) {
        case Decision::approve:
            return approve(session, held, at);
        case Decision::send_back:
            task.action = Action::returned;
            break;
        case Decision::reject:
            task.action = Action::rejected;
            break;
    }
    if (!store::decide(session, task)) return refuse(refusals::task_already_decided);
    bool const back = decision == Decision::send_back;
    tell_preparer(session, held.instance, back ? "returned" : "rejected",
                  step_of(*held.definition, task), opinion, at);
    return back ? end(session, held, FlowState::returned, OutcomeKind::returned, at)
                : end(session, held, FlowState::rejected, OutcomeKind::rejected, at);
}

Result<Outcome> Engine::approve(storage::Session& session, Holding& held, Timestamp at) const {
    store::Task& task = held.task();
    Outcome const stays{.kind = OutcomeKind::waiting,
                        .step = held.instance.step,
                        .previous_step = held.instance.step,
                        .round = held.instance.round};
    ++task.signatures_given;
    if (task.signatures_given < task.signatures_needed) {
        if (!store::count_signature(session, task)) return refuse(refusals::task_already_decided);
        auto row = note_of(held.instance, Action::countersigned, held.actor, task.opinion, at);
        row.principal_id = task.principal_id;
        row.principal_name = task.principal_name;
        store::insert(session, row);
        store::update(session, held.instance);
        announce(session, held.instance, at);
        return stays;
    }
    task.action = Action::approved;
    if (!store::decide(session, task)) return refuse(refusals::task_already_decided);
    if (task.added_for == 0) return open_next(session, held, at);
    // A further signer has answered: the task that waited is open again.
    auto const waiting = std::ranges::find(held.tasks, task.added_for, &store::Task::sequence);
    if (waiting == held.tasks.end() ||
        !store::change_status(session, *waiting, TaskStatus::waiting, TaskStatus::open)) {
        return refuse(refusals::task_already_decided);
    }
    announce(session, held.instance, at, waiting->assignee_id);
    return stays;
}

Result<void> Engine::add_signer(storage::Session& session, DocumentKey const& document,
                                api::Caller const& caller, Person const& signer,
                                std::string_view reason, Timestamp at) const {
    Holding held = JC_TRY(holding(session, document, "", caller, at));
    store::Task const& task = held.task();
    if (trim(reason).empty()) return refuse_at("/reason", refusals::opinion_missing);
    if (task.added_for != 0) return refuse(refusals::signer_pending);
    if (signer.user_id == caller.user_id) return refuse(refusals::same_person);
    JC_CHECK(check_duties(held.signatures, signer.user_id, task.step, held.instance.round));
    if (!store::change_status(session, task, TaskStatus::open, TaskStatus::waiting)) {
        return refuse(refusals::task_already_decided);
    }
    store::insert(session, note_of(held.instance, Action::signer_added, held.actor,
                                   signer.user_name + "：" + std::string{reason}, at));
    store::Task added = task;
    added.sequence = held.instance.next_sequence++;
    added.role.clear();
    added.assignee_id = signer.user_id;
    added.assignee_name = signer.user_name;
    added.added_for = task.sequence;
    added.signatures_needed = 1;
    added.signatures_given = 0;
    added.opened_at = at;
    store::insert(session, added);
    store::update(session, held.instance);
    announce(session, held.instance, at, signer.user_id);
    tell_person(session, held.instance, signer, "signer_added",
                fmt::format("{}请您会签“{} {}”：{}", caller.user_name, held.instance.number,
                            held.instance.title, reason),
                fmt::format("{} asks you to sign \"{} {}\": {}", caller.user_name,
                            held.instance.number, held.instance.title, reason),
                at);
    return {};
}

Result<void> Engine::hand_over(storage::Session& session, DocumentKey const& document,
                               api::Caller const& caller, Person const& to, std::string_view reason,
                               Timestamp at) const {
    Holding held = JC_TRY(holding(session, document, "", caller, at));
    store::Task& task = held.task();
    if (trim(reason).empty()) return refuse_at("/reason", refusals::opinion_missing);
    if (to.user_id == caller.user_id) return refuse(refusals::same_person);
    JC_CHECK(check_duties(held.signatures, to.user_id, task.step, held.instance.round));
    task.assignee_id = to.user_id;
    task.assignee_name = to.user_name;
    if (!store::assign(session, task)) return refuse(refusals::task_already_decided);
    store::insert(session, note_of(held.instance, Action::handed_over, held.actor,
                                   to.user_name + "：" + std::string{reason}, at));
    store::update(session, held.instance);
    announce(session, held.instance, at, to.user_id);
    tell_person(session, held.instance, to, "handed_over",
                fmt::format("{}将“{} {}”移交给您办理：{}", caller.user_name, held.instance.number,
                            held.instance.title, reason),
                fmt::format("{} handed \"{} {}\" over to you: {}", caller.user_name,
                            held.instance.number, held.instance.title, reason),
                at);
    return {};
}

}  // namespace jincai::workflow

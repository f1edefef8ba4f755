#include <algorithm>

#include "modules/workflow/desk.h"
#include "modules/workflow/engine_holding.h"
#include "modules/workflow/refusals.h"

namespace jincai::workflow {
namespace {

std::string title_of(Definition const* definition, Language language) {
    if (definition == nullptr) return {};
    return language == Language::zh ? definition->title_zh : definition->title_en;
}

Step const* step_of(Definition const* definition, std::string_view name) {
    if (definition == nullptr) return nullptr;
    auto const step = std::ranges::find(definition->steps, name, &Step::name);
    return step == definition->steps.end() ? nullptr : &*step;
}

std::string step_title(Definition const* definition, std::string_view name, Language language) {
    Step const* const step = step_of(definition, name);
    if (step == nullptr) return std::string{name};
    return language == Language::zh ? step->title_zh : step->title_en;
}

std::optional<std::string> unless_empty(std::string const& text) {
    return text.empty() ? std::nullopt : std::optional{text};
}

TrailEntry entry_of(store::Task const& task, Definition const* definition, Language language) {
    return {.round = task.round,
            .step = task.step,
            .step_title = step_title(definition, task.step, language),
            .action = task.action.value_or(Action::submitted),
            .actor_name = task.actor_name,
            .principal_name = unless_empty(task.principal_name),
            .opinion = task.opinion,
            .at = task.decided_at.value_or(task.opened_at)};
}

std::vector<TrailEntry> trail_of(store::Instance const& instance,
                                 std::vector<store::Task> const& tasks,
                                 Definition const* definition, Language language) {
    std::vector<TrailEntry> trail{{.round = instance.round,
                                   .action = Action::submitted,
                                   .actor_name = instance.initiator_name,
                                   .at = instance.submitted_at}};
    for (store::Task const& task : tasks) {
        if (task.action) trail.push_back(entry_of(task, definition, language));
    }
    // A submission comes first in its round, then the order of time and of the rows.
    std::ranges::stable_sort(trail, {}, [](TrailEntry const& entry) {
        return std::tuple{entry.round, entry.action != Action::submitted, entry.at};
    });
    return trail;
}

/// The steps on the way of this round: decided ones, the open one, and those still ahead.
std::vector<FlowStep> steps_of(store::Instance const& instance,
                               std::vector<store::Task> const& tasks,
                               std::vector<Step const*> const& route, Language language) {
    std::vector<FlowStep> steps;
    for (Step const* step : route) {
        FlowStep shown{.name = step->name,
                       .title = language == Language::zh ? step->title_zh : step->title_en,
                       .role = step->role,
                       .signatures_needed = step->signatures.value_or(1)};
        for (store::Task const& task : tasks) {
            if (task.round != instance.round || task.step != step->name || task.added_for != 0) {
                continue;
            }
            bool const open = task.status == TaskStatus::open || task.status == TaskStatus::waiting;
            if (open) shown.state = StepState::open;
            if (open && task.assignee_id) shown.holder_name = task.assignee_name;
            if (task.action == Action::approved) shown.state = StepState::done;
            shown.signatures_given = std::max(shown.signatures_given, task.signatures_given);
        }
        steps.push_back(std::move(shown));
    }
    return steps;
}

}  // namespace

Desk::Desk(storage::Database& database, Clock const& clock, Engine const& engine,
           basics::Service const& basics, identity::Service const& identity)
    : database_{database}, clock_{clock}, engine_{engine}, basics_{basics}, identity_{identity} {}

TodoItem Desk::item_of(store::ListedTask const& task, Language language) const {
    Definition const* const definition = engine_.definitions().find(task.document_kind);
    auto const known = basics_.directory();
    return {.region_code = task.region_code,
            .document_kind = task.document_kind,
            .document_title = title_of(definition, language),
            .document_id = task.document_id,
            .number = task.number,
            .title = task.title,
            .amount_fen = task.amount_fen,
            .unit_code = task.unit_code,
            .unit_name = std::string{known->unit_name(task.region_code, task.unit_code)},
            .state = task.state,
            .step = task.step,
            .step_title =
                task.step.empty() ? std::string{} : step_title(definition, task.step, language),
            .action = task.action,
            .initiator_name = task.initiator_name,
            .on_behalf_of = unless_empty(task.principal_name),
            .submitted_at = task.submitted_at,
            .opened_at = task.opened_at,
            .decided_at = task.decided_at};
}

TodoList Desk::todo(api::Caller const& caller, TodoQuery const& query) const {
    return database_.read([&](storage::Session& session) {
        TodoList list;
        std::vector<store::ListedTask> found;
        // Each mandate gives its first rows; merged, the wanted page is among them.
        store::ListQuery all = query.list;
        all.limit += all.offset;
        all.offset = 0;
        for (Mandate const& mandate : mandates_of(session, caller, clock_.today())) {
            auto part = store::pending(session, mandate, caller.user_id, all);
            list.counts.pending += part.total;
            for (store::ListedTask& task : part.tasks) {
                task.principal_name = mandate.principal.user_name;
                found.push_back(std::move(task));
            }
        }
        auto done = store::done(session, caller.user_id, query.list);
        auto initiated = store::initiated(session, caller.user_id, query.list);
        list.counts.done = done.total;
        list.counts.initiated = initiated.total;
        list.counts.unread_notices = store::unread(session, own_mandate(caller), caller.user_id);
        switch (query.tab) {
            case TodoTab::pending: {
                std::ranges::stable_sort(found, {}, &store::ListedTask::opened_at);
                auto const from =
                    std::min(found.size(), static_cast<std::size_t>(query.list.offset));
                auto const until = std::min(found.size(), static_cast<std::size_t>(all.limit));
                done.tasks.assign(found.begin() + static_cast<std::ptrdiff_t>(from),
                                  found.begin() + static_cast<std::ptrdiff_t>(until));
                list.total = list.counts.pending;
                break;
            }
            case TodoTab::done:
                list.total = done.total;
                break;
            case TodoTab::initiated:
                done.tasks = std::move(initiated.tasks);
                list.total = initiated.total;
                break;
        }
        for (auto const& task : done.tasks) list.items.push_back(item_of(task, caller.language));
        return list;
    });
}

Result<DocumentFlow> Desk::document(api::Caller const& caller, DocumentKey const& key) const {
    return database_.read([&](storage::Session& session) -> Result<DocumentFlow> {
        auto const instance = store::instance(session, key);
        if (!instance) return refuse(refusals::flow_not_found);
        bool const mine = engine_.may_decide(session, key, caller, clock_.now());
        if (!mine && !caller.scope.covers(key.region_code, instance->unit_code)) {
            return refuse(refusals::flow_not_found);
        }
        auto const tasks = store::tasks(session, key);
        Definition const* const definition = engine_.definitions().find(key.kind);
        DocumentFlow flow{.region_code = key.region_code,
                          .document_kind = key.kind,
                          .document_title = title_of(definition, caller.language),
                          .document_id = key.id,
                          .number = instance->number,
                          .title = instance->title,
                          .amount_fen = instance->amount_fen,
                          .unit_code = instance->unit_code,
                          .state = instance->state,
                          .round = instance->round,
                          .step = instance->step,
                          .trail = trail_of(*instance, tasks, definition, caller.language)};
        if (definition != nullptr) {
            flow.steps = steps_of(
                *instance, tasks,
                engine_.steps_of(document_of(*instance), business_date(instance->submitted_at)),
                caller.language);
        }
        for (FlowStep& step : flow.steps) step.mine = mine && step.state == StepState::open;
        return flow;
    });
}

}  // namespace jincai::workflow

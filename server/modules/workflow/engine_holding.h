#pragma once

#include <vector>

#include "modules/workflow/mandate.h"
#include "modules/workflow/service.h"
#include "modules/workflow/store.h"

namespace jincai::workflow {

/// A document's open task in the hands of a caller who may decide it.
struct Engine::Holding {
    DocumentKey key;
    Definition const* definition;
    store::Instance instance;
    std::vector<store::Task> tasks;
    std::size_t open;  ///< index of the open task in `tasks`
    std::vector<Signature> signatures;
    Person actor;
    Person principal;

    [[nodiscard]] store::Task& task() { return tasks[open]; }
};

[[nodiscard]] inline DocumentKey key_of(store::Instance const& instance) {
    return {instance.region_code, instance.document_kind, instance.document_id};
}

/// What the route is computed from, as it was submitted.
[[nodiscard]] DocumentRef document_of(store::Instance const& instance);

/// Who prepared and who decided, in all rounds.
[[nodiscard]] std::vector<Signature> signatures_of(store::Instance const& instance,
                                                   std::vector<store::Task> const& tasks);

/// An act that opens no task, as a row of the trail. Takes the next sequence of the instance.
[[nodiscard]] store::Task note_of(store::Instance& instance, Action action, Person const& actor,
                                  std::string_view opinion, Timestamp at);

}  // namespace jincai::workflow

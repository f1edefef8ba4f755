#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/scope.h"
#include "modules/workflow/model.h"
#include "platform/storage/session.h"

/// The tables of the module. Every function works in the transaction of its session.
namespace jincai::workflow::store {

struct Instance {
    RegionCode region_code = {};
    std::string document_kind = {};
    std::int64_t document_id = 0;
    UnitCode unit_code = {};
    std::string number = {};
    std::string title = {};
    Money amount_fen = {};
    FundCode fund_code = {};
    std::string project_class = {};
    FlowState state = FlowState::running;
    std::int32_t round = 1;
    std::string step = {};
    std::int64_t next_sequence = 1;
    UserId initiator_id = {};
    std::string initiator_name = {};
    Timestamp submitted_at = {};
    std::optional<Timestamp> finished_at = {};
};
BOOST_DESCRIBE_STRUCT(Instance, (),
                      (region_code, document_kind, document_id, unit_code, number, title,
                       amount_fen, fund_code, project_class, state, round, step, next_sequence,
                       initiator_id, initiator_name, submitted_at, finished_at))

struct Task {
    RegionCode region_code = {};
    std::string document_kind = {};
    std::int64_t document_id = 0;
    std::int64_t sequence = 0;
    std::int32_t round = 1;
    std::string step = {};
    std::string role = {};
    UnitCode unit_code = {};
    UserId assignee_id = {};  ///< 0: whoever has the role
    std::string assignee_name = {};
    TaskStatus status = TaskStatus::open;
    std::int64_t added_for = 0;  ///< 加签: the sequence of the task that waits for this one
    std::int32_t signatures_needed = 1;
    std::int32_t signatures_given = 0;
    std::optional<Action> action = {};
    UserId actor_id = {};
    std::string actor_name = {};
    UserId principal_id = {};  ///< for whom the actor acted; 0 when for himself
    std::string principal_name = {};
    std::string opinion = {};
    Timestamp opened_at = {};
    std::optional<Timestamp> decided_at = {};
};
BOOST_DESCRIBE_STRUCT(Task, (),
                      (region_code, document_kind, document_id, sequence, round, step, role,
                       unit_code, assignee_id, assignee_name, status, added_for, signatures_needed,
                       signatures_given, action, actor_id, actor_name, principal_id, principal_name,
                       opinion, opened_at, decided_at))

[[nodiscard]] std::optional<Instance> instance(storage::Session& session, DocumentKey const& key);
void insert(storage::Session& session, Instance const& instance);
/// Everything that changes after the submission.
void update(storage::Session& session, Instance const& instance);

[[nodiscard]] std::vector<Task> tasks(storage::Session& session, DocumentKey const& key);
void insert(storage::Session& session, Task const& task);
/// Writes the decision into an open task. False when it is open no more: another one won.
[[nodiscard]] bool decide(storage::Session& session, Task const& decided);
/// One more signature on a task that stays open. False when another one came first.
[[nodiscard]] bool count_signature(storage::Session& session, Task const& task);
/// `from` -> `to`; false when the task was not in `from`.
[[nodiscard]] bool change_status(storage::Session& session, Task const& task, TaskStatus from,
                                 TaskStatus to);
[[nodiscard]] bool assign(storage::Session& session, Task const& task);
/// Open and waiting tasks of the document are cancelled.
void cancel_open(storage::Session& session, DocumentKey const& key);

}  // namespace jincai::workflow::store

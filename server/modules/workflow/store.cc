#include "modules/workflow/store.h"

namespace jincai::workflow::store {

std::optional<Instance> instance(storage::Session& session, DocumentKey const& key) {
    return session.query_one<Instance>(
        "select region_code, document_kind, document_id, unit_code, number, title, amount_fen, "
        "fund_code, project_class, state, round, step, next_sequence, initiator_id, "
        "initiator_name, submitted_at, finished_at from workflow_instance "
        "where region_code = :region and document_kind = :kind and document_id = :id",
        key.region_code, key.kind, key.id);
}

void insert(storage::Session& session, Instance const& instance) {
    session.insert("workflow_instance", instance);
}

void update(storage::Session& session, Instance const& i) {
    session.execute(
        "update workflow_instance set unit_code = :unit_code, number = :number, title = :title, "
        "amount_fen = :amount_fen, fund_code = :fund_code, project_class = :project_class, "
        "state = :state, round = :round, step = :step, next_sequence = :next_sequence, "
        "initiator_id = :initiator_id, initiator_name = :initiator_name, "
        "submitted_at = :submitted_at, finished_at = :finished_at "
        "where region_code = :region and document_kind = :kind and document_id = :id",
        i.unit_code, i.number, i.title, i.amount_fen, i.fund_code, i.project_class, i.state,
        i.round, i.step, i.next_sequence, i.initiator_id, i.initiator_name, i.submitted_at,
        i.finished_at, i.region_code, i.document_kind, i.document_id);
}

std::vector<Task> tasks(storage::Session& session, DocumentKey const& key) {
    return session.query<Task>(
        "select region_code, document_kind, document_id, sequence, round, step, role, unit_code, "
        "assignee_id, assignee_name, status, added_for, signatures_needed, signatures_given, "
        "action, actor_id, actor_name, principal_id, principal_name, opinion, opened_at, "
        "decided_at from workflow_task where region_code = :region and document_kind = :kind "
        "and document_id = :id order by sequence",
        key.region_code, key.kind, key.id);
}

void insert(storage::Session& session, Task const& task) {
    session.insert("workflow_task", task);
}

bool decide(storage::Session& session, Task const& t) {
    return session.execute(
               "update workflow_task set status = 'done', signatures_given = :given, "
               "action = :action, actor_id = :actor_id, actor_name = :actor_name, "
               "principal_id = :principal_id, principal_name = :principal_name, "
               "opinion = :opinion, decided_at = :decided_at "
               "where region_code = :region and document_kind = :kind and document_id = :id "
               "and sequence = :sequence and status = 'open'",
               t.signatures_given, t.action, t.actor_id, t.actor_name, t.principal_id,
               t.principal_name, t.opinion, t.decided_at, t.region_code, t.document_kind,
               t.document_id, t.sequence) == 1;
}

bool count_signature(storage::Session& session, Task const& t) {
    return session.execute(
               "update workflow_task set signatures_given = :given "
               "where region_code = :region and document_kind = :kind and document_id = :id "
               "and sequence = :sequence and status = 'open' and signatures_given = :seen",
               t.signatures_given, t.region_code, t.document_kind, t.document_id, t.sequence,
               t.signatures_given - 1) == 1;
}

bool change_status(storage::Session& session, Task const& t, TaskStatus from, TaskStatus to) {
    return session.execute(
               "update workflow_task set status = :to "
               "where region_code = :region and document_kind = :kind and document_id = :id "
               "and sequence = :sequence and status = :from",
               to, t.region_code, t.document_kind, t.document_id, t.sequence, from) == 1;
}

bool assign(storage::Session& session, Task const& t) {
    return session.execute(
               "update workflow_task set assignee_id = :assignee_id, assignee_name = :assignee "
               "where region_code = :region and document_kind = :kind and document_id = :id "
               "and sequence = :sequence and status = 'open'",
               t.assignee_id, t.assignee_name, t.region_code, t.document_kind, t.document_id,
               t.sequence) == 1;
}

void cancel_open(storage::Session& session, DocumentKey const& key) {
    session.execute(
        "update workflow_task set status = 'cancelled' where region_code = :region "
        "and document_kind = :kind and document_id = :id and status in ('open', 'waiting')",
        key.region_code, key.kind, key.id);
}

}  // namespace jincai::workflow::store

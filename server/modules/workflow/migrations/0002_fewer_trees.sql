-- One tree for the rows, and indexes of what is open and of what is done alone.
alter table workflow_instance rename to workflow_instance_before;
drop index workflow_instance_initiator;
create table workflow_instance (
    region_code     text   not null,
    document_kind   text   not null,
    document_id     bigint not null,
    unit_code       text   not null,
    number          text   not null,
    title           text   not null,
    amount_fen      bigint not null,
    fund_code       text   not null,
    project_class   text   not null,
    state           text   not null,
    round           bigint not null,
    step            text   not null,
    next_sequence   bigint not null,
    initiator_id    bigint not null,
    initiator_name  text   not null,
    submitted_at    bigint not null,
    finished_at     bigint,
    primary key (region_code, document_kind, document_id)
) /* clustered */;
insert into workflow_instance (region_code, document_kind, document_id, unit_code, number, title,
amount_fen, fund_code,
project_class, state, round, step, next_sequence, initiator_id, initiator_name, submitted_at,
finished_at)
select region_code, document_kind, document_id, unit_code, number, title, amount_fen, fund_code,
project_class, state, round, step, next_sequence, initiator_id, initiator_name, submitted_at,
finished_at
from workflow_instance_before;
drop table workflow_instance_before;
create index workflow_instance_initiator on workflow_instance (initiator_id, submitted_at);
alter table workflow_task rename to workflow_task_before;
drop index workflow_task_todo;
drop index workflow_task_actor;
create table workflow_task (
    region_code        text   not null,
    document_kind      text   not null,
    document_id        bigint not null,
    sequence           bigint not null,
    round              bigint not null,
    step               text   not null,
    role               text   not null,
    unit_code          text   not null,
    assignee_id        bigint not null,
    assignee_name      text   not null,
    status             text   not null,
    added_for          bigint not null,
    signatures_needed  bigint not null,
    signatures_given   bigint not null,
    action             text,
    actor_id           bigint not null,
    actor_name         text   not null,
    principal_id       bigint not null,
    principal_name     text   not null,
    opinion            text   not null,
    opened_at          bigint not null,
    decided_at         bigint,
    primary key (region_code, document_kind, document_id, sequence)
) /* clustered */;
insert into workflow_task (region_code, document_kind, document_id, sequence, round, step, role, unit_code, assignee_id,
assignee_name, status, added_for, signatures_needed, signatures_given, action, actor_id,
actor_name, principal_id, principal_name, opinion, opened_at, decided_at)
select region_code, document_kind, document_id, sequence, round, step, role, unit_code, assignee_id,
assignee_name, status, added_for, signatures_needed, signatures_given, action, actor_id,
actor_name, principal_id, principal_name, opinion, opened_at, decided_at
from workflow_task_before;
drop table workflow_task_before;
create index workflow_task_todo on workflow_task (region_code, role, unit_code)
where status = 'open';
create index workflow_task_actor on workflow_task (actor_id, decided_at)
where status = 'done';

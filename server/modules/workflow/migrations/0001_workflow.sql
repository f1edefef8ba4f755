-- One row for each document that was ever submitted. What lists show of it is kept here, so that a
-- to-do list reads one table pair whatever the document is.
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
);
create index workflow_instance_initiator on workflow_instance (initiator_id, submitted_at);

-- Tasks, and as rows that were done at once the acts that open no task (withdrawn, handed over).
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
);
create index workflow_task_todo on workflow_task (status, region_code, role, unit_code);
create index workflow_task_actor on workflow_task (actor_id, decided_at);

-- Who acts for whom, with the role and the units of the person who is away.
create table workflow_delegation (
    region_code     text   not null,
    id              bigint not null unique,
    from_user_id    bigint not null,
    from_user_name  text   not null,
    role            text   not null,
    unit_prefixes   text   not null,
    to_user_id      bigint not null,
    to_user_name    text   not null,
    first_day       text   not null,
    last_day        text   not null,
    reason          text   not null,
    created_at      bigint not null,
    revoked_at      bigint,
    primary key (region_code, id)
);
create index workflow_delegation_to on workflow_delegation (to_user_id, last_day);

-- For one person (user_id), or for all who act in a role of a region (user_id 0).
create table workflow_notice (
    region_code    text   not null,
    id             bigint not null unique,
    user_id        bigint not null,
    role           text   not null,
    unit_code      text   not null,
    kind           text   not null,
    text_zh        text   not null,
    text_en        text   not null,
    document_kind  text   not null,
    document_id    bigint not null,
    created_at     bigint not null,
    primary key (region_code, id)
);
create index workflow_notice_user on workflow_notice (user_id, role, region_code, created_at);

create table workflow_notice_read (
    notice_id  bigint not null references workflow_notice (id),
    user_id    bigint not null,
    read_at    bigint not null,
    primary key (notice_id, user_id)
);

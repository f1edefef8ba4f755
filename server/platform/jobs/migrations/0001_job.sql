create table job (
    job_id bigint primary key,
    kind text not null,
    title text not null,
    state text not null check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
    message text not null,
    error text,
    result_link text,
    user_id bigint not null,
    user_name text not null,
    region_code text not null,
    created_at bigint not null,
    started_at bigint,
    finished_at bigint
);
create index job_user on job (user_id, job_id);
create index job_state on job (state);

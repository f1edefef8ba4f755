-- Made from the journal by the projector; dropped and rebuilt at will. On the embedded database
-- they lie in a file of their own, so that their writing never keeps a payment waiting.

-- How far each book has been projected.
create table projection_head (
    region_code text not null,
    fiscal_year bigint not null,
    seq bigint not null,
    primary key (region_code, fiscal_year)
) /* clustered */;

-- The lines of a journal lie together quota by quota, as the ledger page reads them.
create table entry (
    region_code text not null,
    fiscal_year bigint not null,
    quota_id bigint not null,
    seq bigint not null,
    line bigint not null,
    at bigint not null,
    day text not null,
    kind text not null,
    side text not null,
    account bigint not null,
    detail bigint not null,
    amount_fen bigint not null,
    primary key (region_code, fiscal_year, quota_id, seq, line)
) /* clustered */;

create table quota_status (
    region_code text not null,
    quota_id bigint not null,
    issued_fen bigint not null,
    pending_fen bigint not null,
    executable_fen bigint not null,
    frozen_fen bigint not null,
    procurement_fen bigint not null,
    contract_fen bigint not null,
    plan_fen bigint not null,
    in_flight_fen bigint not null,
    paid_fen bigint not null,
    passed_down_fen bigint not null,
    carried_fen bigint not null,
    recalled_fen bigint not null,
    reserved_fen bigint not null default 0,
    primary key (region_code, quota_id)
) /* clustered */;

-- Plan and clearings per quota and month: what the cockpit and the plan grid add up.
create table cube (
    region_code text not null,
    fiscal_year bigint not null,
    month bigint not null,
    quota_id bigint not null,
    unit_code text not null,
    fund_code text not null,
    function_code text not null,
    economic_code text not null,
    project_class text not null,
    planned_fen bigint not null,
    submitted_fen bigint not null,
    paid_fen bigint not null,
    primary key (region_code, fiscal_year, quota_id, month)
) /* clustered */;

-- The light of each scope and month as the book last set it, and every change of it.
create table light_status (
    region_code text not null,
    fiscal_year bigint not null,
    month bigint not null,
    unit_code text not null,
    fund_code text not null,
    project_class text not null,
    light text not null,
    plan_fen bigint not null,
    spend_fen bigint not null,
    since bigint not null,
    seq bigint not null,
    primary key (region_code, fiscal_year, month, unit_code, fund_code, project_class)
) /* clustered */;

create table light_change (
    region_code text not null,
    fiscal_year bigint not null,
    seq bigint not null,
    part bigint not null,
    at bigint not null,
    month bigint not null,
    unit_code text not null,
    fund_code text not null,
    project_class text not null,
    light_from text not null,
    light_to text not null,
    plan_fen bigint not null,
    spend_fen bigint not null,
    rule_version text not null,
    primary key (region_code, fiscal_year, seq, part)
) /* clustered */;
create index light_change_by_unit on light_change (region_code, unit_code, at);

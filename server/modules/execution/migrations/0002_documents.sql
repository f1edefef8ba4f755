-- Ids are handed out in blocks; a number series counts without gaps per region, year and series.
create table id_block (
    name text not null primary key,
    next_id bigint not null
);

create table number_series (
    region_code text not null,
    fiscal_year bigint not null,
    series text not null,
    last_number bigint not null,
    primary key (region_code, fiscal_year, series)
);

-- A quota (指标): one line with all its dimensions, opened by a quota document, never changed.
create table quota (
    region_code text not null,
    id bigint not null,
    fiscal_year bigint not null,
    document_id bigint not null,
    parent_id bigint not null,
    unit_code text not null,
    fund_code text not null,
    function_code text not null,
    economic_code text not null,
    government_economic_code text not null,
    project_code text not null,
    project_name text not null,
    project_class text not null,
    protected_class bigint not null,
    direct_funds bigint not null,
    account text not null,
    summary text not null,
    opened_at bigint not null,
    primary key (region_code, id)
);
create unique index quota_by_id on quota (id);
create index quota_by_unit on quota (region_code, fiscal_year, unit_code);

create table quota_document (
    region_code text not null,
    id bigint not null,
    fiscal_year bigint not null,
    kind text not null,
    number text not null,
    title text not null,
    source text not null,
    upper_number text not null,
    reason text not null,
    status text not null,
    amount_fen bigint not null,
    lines text not null,
    created_by bigint not null,
    created_by_name text not null,
    created_at bigint not null,
    booked_seq bigint,
    booked_at bigint,
    revision bigint not null,
    primary key (region_code, id)
);
create unique index quota_document_by_id on quota_document (id);

create table plan_document (
    region_code text not null,
    id bigint not null,
    fiscal_year bigint not null,
    kind text not null,
    number text not null,
    title text not null,
    unit_code text not null,
    reason text not null,
    status text not null,
    amount_fen bigint not null,
    lines text not null,
    created_by bigint not null,
    created_by_name text not null,
    created_at bigint not null,
    booked_seq bigint,
    booked_at bigint,
    revision bigint not null,
    primary key (region_code, id)
);
create unique index plan_document_by_id on plan_document (id);

create table payment (
    region_code text not null,
    id bigint not null,
    fiscal_year bigint not null,
    number text not null,
    unit_code text not null,
    quota_id bigint not null,
    contract_id bigint not null,
    project_class text not null,
    fund_code text not null,
    function_code text not null,
    economic_code text not null,
    amount_fen bigint not null,
    refunded_fen bigint not null,
    status text not null,
    purpose text not null,
    payee_name text not null,
    payee_account text not null,
    payee_bank text not null,
    payee_count bigint not null,
    attachment_ids text not null,
    booked_id bigint not null,
    created_by bigint not null,
    created_by_name text not null,
    created_at bigint not null,
    submitted_at bigint,
    submitted_seq bigint,
    approved_by bigint,
    voucher_number text,
    sealed_at bigint,
    sent_at bigint,
    cleared_on text,
    bank_reference text,
    light_after text,
    revision bigint not null,
    primary key (region_code, id)
);
create unique index payment_by_id on payment (id);
create index payment_by_unit on payment (region_code, fiscal_year, unit_code, status);
create index payment_by_status on payment (region_code, status, submitted_at);

create table payee (
    region_code text not null,
    payment_id bigint not null,
    line bigint not null,
    name text not null,
    account text not null,
    bank text not null,
    amount_fen bigint not null,
    primary key (region_code, payment_id, line)
);

create table refund (
    region_code text not null,
    id bigint not null,
    payment_id bigint not null,
    amount_fen bigint not null,
    day text not null,
    reason text not null,
    bank_reference text not null,
    seq bigint not null,
    primary key (region_code, id)
);

create table freeze (
    region_code text not null,
    id bigint not null,
    fiscal_year bigint not null,
    unit_code text not null,
    fund_code text not null,
    project_class text not null,
    status text not null,
    month bigint not null,
    plan_fen bigint not null,
    spend_fen bigint not null,
    rule_version text not null,
    trigger_seq bigint not null,
    frozen_at bigint not null,
    requested_by bigint,
    requested_by_name text,
    requested_at bigint,
    reason text,
    correction_plan text,
    first_approver bigint,
    lifted_at bigint,
    lifted_seq bigint,
    revision bigint not null,
    primary key (region_code, id)
);
create unique index freeze_by_id on freeze (id);
create index freeze_by_unit on freeze (region_code, unit_code, status);

-- What leaves for other systems once the transaction has committed: payment orders to the bank.
create table outbox (
    region_code text not null,
    id bigint not null,
    kind text not null,
    reference text not null,
    body text not null,
    created_at bigint not null,
    sent_at bigint,
    primary key (region_code, id)
);

-- 支付清单: payrolls and benefit lists. One document, decided as one; its lines are payments. Line n
-- of what was handed in is the payment first_payment_id + n, unless it stands in `refusals` (JSON).
create table payment_list (
    region_code text not null,
    id bigint not null,
    fiscal_year bigint not null,
    unit_code text not null,
    fund_code text not null,
    project_class text not null,
    number text not null,
    title text not null,
    mode text not null,
    status text not null,
    amount_fen bigint not null,
    line_count bigint not null,
    booked_count bigint not null,
    first_payment_id bigint not null,
    refusals text not null,
    attachment_ids text not null,
    light_after text,
    created_by bigint not null,
    created_by_name text not null,
    created_at bigint not null,
    submitted_seq bigint not null,
    revision bigint not null,
    primary key (region_code, id)
);
create unique index payment_list_by_id on payment_list (id);
create index payment_list_by_unit on payment_list (region_code, fiscal_year, unit_code, status);

-- 0: handed in by itself.
alter table payment add column list_id bigint not null default 0;

-- The keys that clients gave their requests, with what came of them: the same key and body find the
-- same object again, for ever; another body is refused.
create table client_command (
    user_id bigint not null,
    client_key text not null,
    body_digest text not null,
    object_kind text not null,
    object_id bigint not null,
    at bigint not null,
    primary key (user_id, client_key)
);

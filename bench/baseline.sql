-- The usual way to control payments: balances in tables, a stored procedure per payment, row locks.
-- One call checks and books what one command of the book does: quota, plan so far, light with its
-- threshold, payment, four journal lines, audit record, status.
set client_min_messages to warning;
drop schema if exists jincai_baseline cascade;
create schema jincai_baseline;
set search_path to jincai_baseline;

create table budget_line (
    id bigint primary key,
    region_code text not null,
    unit_code text not null,
    status text not null,
    issued_fen bigint not null,
    available_fen bigint not null check (available_fen >= 0),
    in_flight_fen bigint not null
);
create table month_plan (
    line_id bigint not null references budget_line,
    month int not null,
    plan_fen bigint not null,
    spend_fen bigint not null,
    light text not null,
    primary key (line_id, month)
);
create table light_change (
    id bigserial primary key,
    line_id bigint not null,
    month int not null,
    light_from text not null,
    light_to text not null,
    at timestamptz not null
);
create table payment (
    id bigserial primary key,
    line_id bigint not null,
    region_code text not null,
    unit_code text not null,
    amount_fen bigint not null,
    purpose text not null,
    payee_name text not null,
    payee_account text not null,
    payee_bank text not null,
    status text not null,
    created_by text not null,
    created_at timestamptz not null
);
create index payment_by_unit on payment (region_code, unit_code, status);
create table journal_entry (
    payment_id bigint not null,
    line int not null,
    side text not null,
    account int not null,
    line_id bigint not null,
    amount_fen bigint not null,
    at timestamptz not null,
    primary key (payment_id, line)
);
create index journal_entry_by_line on journal_entry (line_id, at);
create table audit_record (
    id bigserial primary key,
    at timestamptz not null,
    user_name text not null,
    action text not null,
    object_id bigint not null,
    region_code text not null,
    unit_code text not null,
    changes text not null
);

create function pay(p_line bigint, p_month int, p_amount bigint, p_purpose text, p_payee text,
                    p_account text, p_bank text, p_user text) returns bigint
language plpgsql as $$
declare
    held budget_line;
    plan month_plan;
    so_far bigint;
    after_fen bigint;
    new_light text;
    new_id bigint;
    instant timestamptz := clock_timestamp();
begin
    select * into held from budget_line where id = p_line for update;
    if not found or held.status <> 'active' then
        raise exception 'quota_not_found';
    end if;
    if p_amount <= 0 or p_amount > held.available_fen then
        raise exception 'exceeds_available';
    end if;
    select * into plan from month_plan where line_id = p_line and month = p_month for update;
    if not found then
        raise exception 'no_plan';
    end if;
    select coalesce(sum(plan_fen - spend_fen), 0) into so_far from month_plan
        where line_id = p_line and month <= p_month;
    if p_amount > so_far then
        raise exception 'exceeds_plan';
    end if;
    if plan.light = 'red' then
        raise exception 'scope_frozen';
    end if;
    after_fen := plan.spend_fen + p_amount;
    new_light := case when after_fen * 10000 > plan.plan_fen * 8000 then 'yellow' else 'green' end;
    update month_plan set spend_fen = after_fen, light = new_light
        where line_id = p_line and month = p_month;
    if new_light <> plan.light then
        insert into light_change (line_id, month, light_from, light_to, at)
            values (p_line, p_month, plan.light, new_light, instant);
    end if;
    update budget_line set available_fen = available_fen - p_amount,
                           in_flight_fen = in_flight_fen + p_amount
        where id = p_line;
    insert into payment (line_id, region_code, unit_code, amount_fen, purpose, payee_name,
                         payee_account, payee_bank, status, created_by, created_at)
        values (p_line, held.region_code, held.unit_code, p_amount, p_purpose, p_payee, p_account,
                p_bank, 'draft', p_user, instant)
        returning id into new_id;
    insert into journal_entry (payment_id, line, side, account, line_id, amount_fen, at) values
        (new_id, 1, 'credit', 2010, p_line, p_amount, instant),
        (new_id, 2, 'debit', 2020, p_line, p_amount, instant),
        (new_id, 3, 'credit', 2020, p_line, p_amount, instant),
        (new_id, 4, 'debit', 2021, p_line, p_amount, instant);
    insert into audit_record (at, user_name, action, object_id, region_code, unit_code, changes)
        values (instant, p_user, 'payment_submitted', new_id, held.region_code, held.unit_code,
                '[{"field":"amount","new_value":"' || p_amount || '"}]');
    update payment set status = 'submitted' where id = new_id;
    return new_id;
end $$;

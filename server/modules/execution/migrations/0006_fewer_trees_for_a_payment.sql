-- A payment is written into as few trees as its questions need.
alter table payment rename to payment_before;
drop index payment_by_id;
drop index payment_by_unit;
drop index payment_by_status;
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
) /* rows by id */;
insert into payment (region_code, id, fiscal_year, number, unit_code, quota_id, contract_id, project_class,
fund_code, function_code, economic_code, amount_fen, refunded_fen, status, purpose, payee_name,
payee_account, payee_bank, payee_count, attachment_ids, booked_id, created_by, created_by_name,
created_at, submitted_at, submitted_seq, approved_by, voucher_number, sealed_at, sent_at,
cleared_on, bank_reference, light_after, revision)
select region_code, id, fiscal_year, number, unit_code, quota_id, contract_id, project_class,
fund_code, function_code, economic_code, amount_fen, refunded_fen, status, purpose, payee_name,
payee_account, payee_bank, payee_count, attachment_ids, booked_id, created_by, created_by_name,
created_at, submitted_at, submitted_seq, approved_by, voucher_number, sealed_at, sent_at,
cleared_on, bank_reference, light_after, revision
from payment_before;
drop table payment_before;
create unique index payment_by_id on payment (id) /* where rows are not by id */;
create index payment_by_unit on payment (region_code, fiscal_year, unit_code, status);
create index payment_by_status on payment (region_code, status, submitted_at);

-- Who alone receives a payment stands in its row; here stand those of several.
alter table payee rename to payee_before;
create table payee (
    region_code text not null,
    payment_id bigint not null,
    line bigint not null,
    name text not null,
    account text not null,
    bank text not null,
    amount_fen bigint not null,
    primary key (region_code, payment_id, line)
) /* clustered */;
insert into payee (region_code, payment_id, line, name, account, bank, amount_fen)
select b.region_code, b.payment_id, b.line, b.name, b.account, b.bank, b.amount_fen
from payee_before b join payment p on p.region_code = b.region_code and p.id = b.payment_id
where p.payee_count > 1;
drop table payee_before;

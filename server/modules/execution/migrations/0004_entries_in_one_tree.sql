-- The lines of a journal lie together quota by quota, as the ledger page reads them: one tree to
-- write instead of three.
alter table entry rename to entry_before;
drop index entry_by_quota;
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
insert into entry (region_code, fiscal_year, quota_id, seq, line, at, day, kind, side, account,
                   detail, amount_fen)
select region_code, fiscal_year, quota_id, seq, line, at, day, kind, side, account, detail,
       amount_fen
from entry_before;
drop table entry_before;

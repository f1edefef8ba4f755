-- Read models have a place of their own (read_models/) and are made again there from the journal.
drop table entry;
drop table quota_status;
drop table cube;
drop table light_status;
drop table light_change;
drop table projection_head;
-- FREEZE is a word that PostgreSQL keeps for itself.
alter table freeze rename to spending_freeze;

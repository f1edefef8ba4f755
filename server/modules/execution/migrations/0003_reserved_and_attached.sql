-- What documents hold while they are being decided (account 2014).
alter table quota_status add column reserved_fen bigint not null default 0;

-- Ids of attachments, comma separated.
alter table quota_document add column attachment_ids text not null default '';
alter table plan_document add column attachment_ids text not null default '';
alter table freeze add column attachment_ids text not null default '';

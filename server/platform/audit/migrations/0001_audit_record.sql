create table audit_record (
    seq bigint primary key,
    at bigint not null,
    user_id bigint not null,
    user_name text not null,
    role text not null,
    ip text not null,
    session_id text not null,
    request_id text not null,
    action text not null,
    object_kind text not null,
    object_id text not null,
    region_code text not null,
    unit_code text not null,
    changes text not null,
    approver text not null,
    rule_version text not null,
    result text not null
);

create index audit_record_region on audit_record (region_code, seq);
create index audit_record_object on audit_record (object_kind, object_id);

-- Records are never altered and never deleted, whoever holds the connection.
create trigger audit_record_no_update before update on audit_record
begin
    select raise(abort, 'audit records are never altered');
end;

create trigger audit_record_no_delete before delete on audit_record
begin
    select raise(abort, 'audit records are never deleted');
end;

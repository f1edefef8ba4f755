create table identity_user (
    user_id bigint primary key,
    user_name text not null unique,
    display_name text not null,
    region_code text not null,
    unit_code text not null,
    status text not null check (status in ('active', 'locked', 'disabled')),
    password_hash text not null,
    must_change bigint not null,
    password_changed_at bigint not null,
    failed_count bigint not null,
    failed_since bigint,
    locked_until bigint,
    last_login_at bigint,
    last_login_ip text not null,
    created_at bigint not null,
    released_at bigint,
    revision bigint not null
);
create index identity_user_region on identity_user (region_code, user_name);

-- The hashes of earlier passwords, so that the last ones are not used again.
create table identity_password (
    user_id bigint not null references identity_user (user_id),
    number bigint not null,
    hash text not null,
    primary key (user_id, number)
);

-- A role as it was granted; taken back, it stays with the time of its end.
create table identity_grant (
    grant_id bigint primary key,
    user_id bigint not null references identity_user (user_id),
    role text not null,
    region_code text not null,
    include_lower bigint not null,
    unit_prefixes text not null,
    granted_by text not null,
    granted_at bigint not null,
    revoked_at bigint
);
create index identity_grant_user on identity_grant (user_id);

-- The token itself is nowhere: only its SM3 digest.
create table identity_session (
    session_id text primary key,
    token_hash text not null,
    user_id bigint not null references identity_user (user_id),
    grant_id bigint not null,
    created_at bigint not null,
    last_seen_at bigint not null,
    ip text not null,
    previous_login_at bigint,
    previous_login_ip text not null,
    ended_at bigint,
    end_reason text not null
);
create index identity_session_user on identity_session (user_id);

create table identity_preference (
    user_id bigint primary key references identity_user (user_id),
    theme text not null,
    language text not null,
    density text not null,
    unit text not null
);

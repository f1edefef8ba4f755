create table region (
    code         text not null,
    name         text not null,
    short_name   text not null,
    level        text not null,
    parent_code  text not null,
    initials     text not null,
    primary key (code)
);

create table unit (
    region_code      text not null references region (code),
    code             text not null,
    name             text not null,
    short_name       text not null,
    parent_code      text not null,
    department_code  text not null,
    type             text not null,
    line_section     text not null,
    valid_from       text not null,
    valid_to         text,
    initials         text not null,
    primary key (region_code, code)
);

create table code_entry (
    code_set     text   not null,
    fiscal_year  bigint not null,
    code         text   not null,
    name         text   not null,
    parent_code  text   not null,
    level        bigint not null,
    leaf         bigint not null,
    valid        bigint not null,
    confidence   text   not null,
    primary key (code_set, fiscal_year, code)
);

create table economic_crosswalk (
    fiscal_year          bigint not null,
    department_economic  text   not null,
    government_economic  text   not null,
    unit_kind            text   not null,
    primary key (fiscal_year, department_economic, government_economic, unit_kind)
);

create table combination_rule (
    left_element   text not null,
    left_prefix    text not null,
    right_element  text not null,
    right_prefix   text not null,
    effect         text not null,
    reason_zh      text not null,
    reason_en      text not null,
    basis          text not null,
    confidence     text not null,
    primary key (left_element, left_prefix, right_element, right_prefix)
);

create table parameter_definition (
    name            text not null,
    kind            text not null,
    description_zh  text not null,
    description_en  text not null,
    unit            text not null,
    choices         text not null,
    basis           text not null,
    primary key (name)
);

-- Values are added, never changed: the value of any day in the past stays what it was.
create table parameter_value (
    region_code      text   not null,
    name             text   not null references parameter_definition (name),
    effective_from   text   not null,
    version          bigint not null unique,
    value            text   not null,
    document_number  text   not null,
    proposed_by      text   not null,
    approved_by      text   not null,
    decided_at       bigint not null,
    primary key (region_code, name, version)
);

create table parameter_proposal (
    region_code      text   not null,
    id               bigint not null unique,
    name             text   not null references parameter_definition (name),
    value            text   not null,
    effective_from   text   not null,
    document_number  text   not null,
    reason           text   not null,
    state            text   not null,
    proposed_by_id   bigint not null,
    proposed_by      text   not null,
    proposed_at      bigint not null,
    decided_by       text,
    decided_at       bigint,
    primary key (region_code, id)
);

create table calendar_day (
    day              text not null,
    kind             text not null,
    name             text not null,
    document_number  text not null,
    confidence       text not null,
    primary key (day)
);

create table month_status (
    region_code    text   not null references region (code),
    fiscal_year    bigint not null,
    fiscal_month   bigint not null,
    state          text   not null,
    changed_by_id  bigint not null,
    changed_by     text   not null,
    changed_at     bigint not null,
    reason         text   not null,
    primary key (region_code, fiscal_year, fiscal_month)
);

-- Prefixes are comma-separated; the empty text stands for all.
create table attachment_requirement (
    document_kind           text   not null,
    attachment_kind         text   not null,
    effective_from          text   not null,
    title_zh                text   not null,
    title_en                text   not null,
    enforcement             text   not null,
    amount_fen_min          bigint not null,
    project_class_prefixes  text   not null,
    economic_prefixes       text   not null,
    document_number         text   not null,
    primary key (document_kind, attachment_kind, effective_from)
);

create table attachment (
    region_code   text   not null,
    id            bigint not null unique,
    unit_code     text   not null,
    kind          text   not null,
    file_name     text   not null,
    content_type  text   not null,
    size_bytes    bigint not null,
    sm3           text   not null,
    uploaded_by   text   not null,
    uploaded_at   bigint not null,
    primary key (region_code, id)
);

create table import_file (
    region_code  text   not null,
    kind         text   not null,
    sm3          text   not null,
    row_count    bigint not null,
    imported_by  text   not null,
    imported_at  bigint not null,
    primary key (region_code, kind, sm3)
);

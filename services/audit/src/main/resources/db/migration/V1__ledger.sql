-- What happened, in the order in which it became known: append-only, without gaps, one row an event.
create table ledger_entry (
    sequence          bigint primary key check (sequence > 0),
    event_id          text not null unique,
    type              text not null,
    subject           text not null,
    topic             text not null,
    topic_partition   integer not null,
    topic_offset      bigint not null,
    time              timestamptz not null,
    body              text not null
);

create function refuse_change_of_ledger() returns trigger language plpgsql as $$
begin
    raise exception 'The ledger is append-only: % of % is refused', tg_op, tg_table_name;
end $$;

create trigger ledger_entry_is_append_only before update or delete or truncate on ledger_entry
    for each statement execute function refuse_change_of_ledger();

-- The next offset to read, written in the transaction of the rows; under another topic id it means nothing.
create table consumed_offset (
    topic             text not null,
    topic_partition   integer not null,
    topic_id          text not null,
    next_offset       bigint not null,
    primary key (topic, topic_partition)
);

-- Read tables: what the ledger says, arranged for the questions of the API. Sequence is that of the entry.
create table commit_observed (
    sequence          bigint primary key,
    repository        text not null,
    ref               text not null,
    commit            text not null,
    body              jsonb not null
);
create index commit_observed_commit on commit_observed (commit text_pattern_ops);

create table change (
    sequence          bigint primary key,
    id                text not null unique,
    application       text not null,
    cluster           text not null,
    api_group         text not null,
    kind              text not null,
    namespace         text not null,
    name              text not null,
    operation         text not null,
    outcome           text not null,
    cause             text not null,
    plan              text not null,
    revision          text not null,
    drift             text,
    commit            text not null,
    author_name       text not null,
    author_email      text not null,
    reason            text not null,
    authored_at       timestamptz not null,
    started_at        timestamptz not null,
    finished_at       timestamptz not null,
    fields            jsonb not null,
    error             text
);
create index change_application on change (application, sequence desc);
create index change_resource on change (name, kind, namespace, sequence desc);
create index change_commit on change (commit text_pattern_ops, sequence desc);
create index change_author_email on change (lower(author_email), sequence desc);
create index change_author_name on change (lower(author_name), sequence desc);
create index change_started_at on change (started_at);

create table drift (
    id                text primary key,
    sequence          bigint not null unique,
    application       text not null,
    cluster           text not null,
    resource          text not null,
    kind              text not null,
    revision          text not null,
    fields            jsonb not null,
    detected_at       timestamptz not null,
    policy            text not null,
    resolved_at       timestamptz,
    resolution        text
);
create index drift_application on drift (application, sequence desc);
create index drift_open on drift (sequence desc) where resolved_at is null;

create table application (
    name              text primary key,
    removed           boolean not null,
    body              jsonb not null
);

create table application_status (
    name              text primary key,
    body              jsonb not null
);

create table command (
    sequence          bigint primary key,
    id                text not null unique,
    application       text not null,
    kind              text not null,
    actor             text not null,
    reason            text not null,
    revision          text,
    at                timestamptz not null
);
create index command_application on command (application, sequence desc);

create table dead_letter (
    sequence          bigint primary key,
    body              jsonb not null
);

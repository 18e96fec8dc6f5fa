-- The trace that an event belongs to, and when this service took it in: a commit's way through all services is read off
-- the ledger. Of entries from before this, nobody knows.
alter table ledger_entry
    add column trace_id    text,
    add column received_at timestamptz,
    add column recorded_at timestamptz;
alter table ledger_entry
    alter column received_at set default now(),               -- when the entry's transaction began
    alter column recorded_at set default clock_timestamp();   -- when the entry was written

create index ledger_entry_trace on ledger_entry (trace_id, sequence) where trace_id is not null;

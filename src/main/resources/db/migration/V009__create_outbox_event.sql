-- Events of committed changes, for all replicas. Written by the transaction that makes the change; kept for a day, so that
-- a replica that lost its connection can catch up.
CREATE TABLE outbox_event (
    id             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at             timestamptz NOT NULL,
    comment_id     uuid        NOT NULL,
    site           text        NOT NULL,
    article        text        NOT NULL,
    -- The new status of the comment; AUTHOR_ERASED if only its author was erased.
    status         text        NOT NULL CHECK (status IN ('PENDING', 'APPROVED', 'REJECTED', 'WITHDRAWN', 'AUTHOR_ERASED')),
    version        integer     NOT NULL CHECK (version > 0),
    -- The account's name; null for authors and for the service itself.
    moderator      text,
    -- Replicas poll for transactions that have become visible since their last poll, whatever the order of the commits.
    -- NOTIFY would serialise all commits of the cluster.
    transaction_id xid8        NOT NULL DEFAULT pg_current_xact_id()
);

-- One event for each version of a comment.
CREATE UNIQUE INDEX outbox_event_version_idx ON outbox_event (comment_id, version) WHERE status <> 'AUTHOR_ERASED';

-- The cleanup of old events, and the start of a stream of events.
CREATE INDEX outbox_event_at_idx ON outbox_event (at);

-- The poll of each replica.
CREATE INDEX outbox_event_transaction_idx ON outbox_event (transaction_id, id);

-- Rows are inserted and soon deleted, as in a queue. Frequent vacuuming removes the dead rows at its old end.
ALTER TABLE outbox_event SET (
    autovacuum_vacuum_scale_factor = 0,
    autovacuum_vacuum_threshold = 10000);

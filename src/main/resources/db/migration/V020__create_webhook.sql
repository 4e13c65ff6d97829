-- URLs of other systems that receive events of a site.
CREATE TABLE webhook (
    id                     uuid        PRIMARY KEY,
    site                   text        NOT NULL,
    -- May contain a secret of the receiver.
    url                    text        NOT NULL CHECK (char_length(url) BETWEEN 1 AND 2000),
    events                 text[]      NOT NULL CONSTRAINT webhook_events_check CHECK (
        cardinality(events) > 0
        AND events <@ ARRAY['COMMENT_SUBMITTED', 'COMMENT_APPROVED', 'COMMENT_REJECTED', 'COMMENT_REOPENED',
                            'COMMENT_WITHDRAWN', 'COMMENT_REPORTED', 'QUEUE_OVERDUE']),
    -- Requests are signed with this secret, and with the previous one until it expires. Sealed with the e-mail keyset.
    secret_sealed          bytea       NOT NULL,
    previous_secret_sealed bytea,
    previous_secret_until  timestamptz,
    -- The outbox was read up to this snapshot, comments and reports up to this time.
    snapshot               text        NOT NULL DEFAULT CAST(pg_current_snapshot() AS text),
    read_at                timestamptz NOT NULL,
    -- Whether the queue was overdue then: the event is sent when this changes.
    overdue                boolean     NOT NULL DEFAULT false,
    created_at             timestamptz NOT NULL,
    -- The account's name; null for the command line.
    created_by             text,
    CHECK ((previous_secret_sealed IS NULL) = (previous_secret_until IS NULL))
);

-- Events for the webhooks. A row is written once for each event and webhook, and deleted some time after its delivery.
CREATE TABLE webhook_delivery (
    -- The order of delivery.
    id              bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    webhook_id      uuid        NOT NULL REFERENCES webhook ON DELETE CASCADE,
    -- The id in the request: the same for each attempt, so that the receiver can recognise a repetition.
    message_id      uuid        NOT NULL DEFAULT gen_random_uuid(),
    event           text        NOT NULL CONSTRAINT webhook_delivery_event_check CHECK (
        event IN ('COMMENT_SUBMITTED', 'COMMENT_APPROVED', 'COMMENT_REJECTED', 'COMMENT_REOPENED',
                  'COMMENT_WITHDRAWN', 'COMMENT_REPORTED', 'QUEUE_OVERDUE', 'TEST')),
    -- Null for events of the whole queue.
    comment_id      uuid,
    article         text,
    version         integer,
    occurred_at     timestamptz NOT NULL,
    state           text        NOT NULL DEFAULT 'PENDING' CONSTRAINT webhook_delivery_state_check CHECK (
        state IN ('PENDING', 'DELIVERED', 'PARKED')),
    attempts        integer     NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    -- While a replica delivers the row, this is the end of its lease.
    next_attempt_at timestamptz NOT NULL,
    -- After this time a failed delivery is parked.
    give_up_at      timestamptz NOT NULL,
    -- How the last attempt ended: a status, or why there was no response.
    result          text        CHECK (char_length(result) <= 50),
    ended_at        timestamptz,
    CHECK ((state = 'PENDING') = (ended_at IS NULL)),
    -- Reading the same events again adds nothing.
    UNIQUE (webhook_id, event, comment_id, version)
);

-- What is due; the backlog.
CREATE INDEX webhook_delivery_due_idx ON webhook_delivery (webhook_id, id) WHERE state = 'PENDING';

-- Whether an earlier event of the same comment waits.
CREATE INDEX webhook_delivery_comment_idx ON webhook_delivery (webhook_id, comment_id, id) WHERE state = 'PENDING';

-- The latest deliveries of a webhook.
CREATE INDEX webhook_delivery_delivered_idx ON webhook_delivery (webhook_id, id) WHERE state = 'DELIVERED';

-- Parked deliveries of a webhook; cleanup.
CREATE INDEX webhook_delivery_ended_idx ON webhook_delivery (state, ended_at) WHERE state <> 'PENDING';

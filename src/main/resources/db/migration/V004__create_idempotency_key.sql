-- Idempotency keys of accepted requests, for 24 hours. A row outlives the withdrawal of its comment: a late retry must not
-- submit it again.
CREATE TABLE idempotency_key (
    site           text        NOT NULL,
    key            text        NOT NULL CHECK (char_length(key) BETWEEN 1 AND 100),
    content_digest bytea       NOT NULL CHECK (octet_length(content_digest) = 32),
    comment_id     uuid        NOT NULL REFERENCES comment,
    receipt_sealed bytea       NOT NULL,
    submitted_at   timestamptz NOT NULL,
    PRIMARY KEY (site, key)
);

-- The cleanup of expired keys.
CREATE INDEX idempotency_key_submitted_idx ON idempotency_key (submitted_at);

-- Rows are inserted and soon deleted, as in a queue. Frequent vacuuming removes the dead rows at its old end.
ALTER TABLE idempotency_key SET (
    autovacuum_vacuum_scale_factor = 0,
    autovacuum_vacuum_threshold = 10000);

-- Keys of accepted submissions, under which the response is repeated. The service computes them: a client's
-- Idempotency-Key with its site and author, for 24 hours; and the same text from the same author and client, for ten
-- minutes. A row outlives the withdrawal of its comment: a late retry must not submit it again. There is no foreign key,
-- because the statement that inserts a comment inserts its key first, and comments are never deleted.
CREATE TABLE idempotency_key (
    site           text        NOT NULL,
    key            bytea       NOT NULL CHECK (octet_length(key) = 32),
    -- A repeated Idempotency-Key must have the same content. Null for a key that is itself a digest of the content.
    content_digest bytea       CHECK (octet_length(content_digest) = 32),
    comment_id     uuid        NOT NULL,
    receipt_sealed bytea       NOT NULL,
    submitted_at   timestamptz NOT NULL,
    expires_at     timestamptz NOT NULL CHECK (expires_at > submitted_at),
    PRIMARY KEY (site, key)
);

-- The cleanup of expired keys.
CREATE INDEX idempotency_key_expires_idx ON idempotency_key (expires_at);

-- The keys of an author's comments, for export and erasure.
CREATE INDEX idempotency_key_comment_idx ON idempotency_key (comment_id);

-- Rows are inserted and soon deleted, as in a queue. Frequent vacuuming removes the dead rows at its old end.
ALTER TABLE idempotency_key SET (
    autovacuum_vacuum_scale_factor = 0,
    autovacuum_vacuum_threshold = 10000);

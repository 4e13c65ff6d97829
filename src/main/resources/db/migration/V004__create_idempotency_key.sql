-- Which request was accepted under which key, so that a repeated one is answered alike. Kept for a day,
-- also where the author has withdrawn the comment: a late repetition must not bring it back.
CREATE TABLE idempotency_key (
    site           text        NOT NULL,
    key            text        NOT NULL CHECK (char_length(key) BETWEEN 1 AND 100),
    content_digest bytea       NOT NULL CHECK (octet_length(content_digest) = 32),
    comment_id     uuid        NOT NULL REFERENCES comment,
    receipt_sealed bytea       NOT NULL,
    submitted_at   timestamptz NOT NULL,
    PRIMARY KEY (site, key)
);

-- The sweep takes the keys of the day before.
CREATE INDEX idempotency_key_submitted_idx ON idempotency_key (submitted_at);

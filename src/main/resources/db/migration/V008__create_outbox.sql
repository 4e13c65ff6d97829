-- What others must hear, written by the transaction that makes it so. Kept for a day, so that who has lost the
-- connection can be told what they have missed.
CREATE TABLE outbox (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at         timestamptz NOT NULL,
    comment_id uuid        NOT NULL,
    site       text        NOT NULL,
    article    text        NOT NULL,
    status     text        NOT NULL CHECK (status IN ('PENDING', 'APPROVED', 'REJECTED', 'WITHDRAWN')),
    version    integer     NOT NULL CHECK (version > 0),
    -- The account's name; null where no moderator did it.
    moderator  text,
    UNIQUE (comment_id, version)
);

-- Who returns asks for all since they were last told; the sweep takes what is older than a day.
CREATE INDEX outbox_at_idx ON outbox (at);

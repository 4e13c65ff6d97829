SELECT lock_tables('comment');

-- Authors and clients whose comments are rejected without a moderator. The statement that inserts a comment looks them up.
CREATE TABLE block (
    id         uuid        PRIMARY KEY,
    site       text        NOT NULL,
    kind       text        NOT NULL CHECK (kind IN ('AUTHOR', 'CLIENT')),
    -- Of an AUTHOR the fingerprint of the e-mail address, of a CLIENT the pseudonym of its network.
    subject    bytea       NOT NULL,
    -- Null for no end.
    until      timestamptz CHECK (until > created_at),
    note       text        CHECK (octet_length(note) BETWEEN 1 AND 8000),
    -- The comment that the moderator named.
    comment_id uuid        NOT NULL REFERENCES comment,
    -- The account's name.
    moderator  text        NOT NULL,
    created_at timestamptz NOT NULL,
    -- The look-up of a submission: by site and subject. An author can be blocked for several comments: if a block replaced
    -- that of another comment, it would tell which comment has the same address.
    UNIQUE (site, subject, comment_id),
    CHECK (octet_length(subject) = CASE kind WHEN 'AUTHOR' THEN 32 ELSE 16 END),
    CHECK (kind = 'AUTHOR' OR until IS NOT NULL)
);

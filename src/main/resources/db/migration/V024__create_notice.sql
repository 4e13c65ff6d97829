SELECT lock_tables('comment');

-- Notices of illegal content (Regulation (EU) 2022/2065, article 16) about published comments. A notice is open until the next
-- decision about its comment, and again while the comment is reopened.
CREATE TABLE notice (
    id                 uuid        PRIMARY KEY,
    comment_id         uuid        NOT NULL REFERENCES comment,
    site               text        NOT NULL,
    -- The version of the comment that the notice is about: a later decision settles it.
    comment_version    integer     NOT NULL,
    -- Pseudonym of the notifier's network, as comment.client. Empty once it is erased.
    client             bytea       NOT NULL CHECK (octet_length(client) IN (0, 16)),
    -- Whether it is about sexual abuse of children: then name and address may be missing.
    child_sexual_abuse boolean     NOT NULL,
    -- Why the comment is illegal. Null once the notifier is erased.
    explanation        text        CHECK (octet_length(explanation) BETWEEN 1 AND 160000),
    name               text        CHECK (octet_length(name) BETWEEN 1 AND 2560),
    email_sealed       bytea,
    email_fingerprint  bytea       CHECK (octet_length(email_fingerprint) = 32),
    receipt_hash       bytea       UNIQUE CHECK (octet_length(receipt_hash) = 32),
    noticed_at         timestamptz NOT NULL,
    CHECK ((email_sealed IS NULL) = (email_fingerprint IS NULL)),
    CHECK (explanation IS NULL OR child_sexual_abuse OR (name IS NOT NULL AND email_sealed IS NOT NULL)),
    CHECK ((explanation IS NULL) = (receipt_hash IS NULL)),
    CHECK (explanation IS NOT NULL OR (name IS NULL AND email_sealed IS NULL AND client = ''))
);

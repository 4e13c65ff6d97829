-- What readers wrote. A comment is public only while a moderator's approval stands.
CREATE TABLE comment (
    id                uuid        PRIMARY KEY,
    site              text        NOT NULL,
    article           text        NOT NULL CHECK (char_length(article) BETWEEN 1 AND 500),
    parent_id         uuid        REFERENCES comment,
    root_id           uuid        NOT NULL,
    name              text        CHECK (octet_length(name) BETWEEN 1 AND 65536),
    body              text        CHECK (octet_length(body) BETWEEN 1 AND 65536),
    email_sealed      bytea,
    email_fingerprint bytea       CHECK (octet_length(email_fingerprint) = 32),
    -- The same person, the same text, the same article.
    digest            bytea       CONSTRAINT comment_said_once UNIQUE CHECK (octet_length(digest) = 32),
    receipt_hash      bytea       CONSTRAINT comment_receipt UNIQUE CHECK (octet_length(receipt_hash) = 32),
    status            text        NOT NULL CHECK (status IN ('PENDING', 'APPROVED', 'REJECTED', 'WITHDRAWN')),
    version           integer     NOT NULL CHECK (version >= 0),
    submitted_at      timestamptz NOT NULL,
    decided_at        timestamptz,
    -- Who holds it, and until when, so that no two moderators read the same one.
    claimed_by        text,
    claimed_until     timestamptz,
    CHECK ((parent_id IS NULL) = (root_id = id)),
    CHECK ((decided_at IS NULL) = (status = 'PENDING')),
    CHECK ((claimed_by IS NULL) = (claimed_until IS NULL)),
    CHECK (claimed_by IS NULL OR status = 'PENDING'),
    -- A comment that waits or is shown is whole; of a withdrawn one nothing personal is left.
    CHECK (status = 'WITHDRAWN' OR (name IS NOT NULL AND body IS NOT NULL)),
    CHECK (status <> 'PENDING' OR (email_sealed IS NOT NULL AND email_fingerprint IS NOT NULL
                                   AND digest IS NOT NULL AND receipt_hash IS NOT NULL)),
    CHECK (status <> 'WITHDRAWN' OR (name IS NULL AND body IS NULL AND email_sealed IS NULL
                                     AND email_fingerprint IS NULL AND digest IS NULL AND receipt_hash IS NULL))
);

-- The moderation queue reads the pending comments, oldest first, of all sites and of one.
CREATE INDEX comment_pending_idx ON comment (submitted_at, id) WHERE status = 'PENDING';
CREATE INDEX comment_pending_of_site_idx ON comment (site, submitted_at, id) WHERE status = 'PENDING';

-- Moderators read what was decided, newest first.
CREATE INDEX comment_decided_idx ON comment (status, decided_at DESC, id DESC) WHERE status IN ('APPROVED', 'REJECTED');

-- Readers read an article's approved threads.
CREATE INDEX comment_approved_idx ON comment (site, article, root_id, id) WHERE status = 'APPROVED';

-- What the same person's other comments came to; the privacy officer's search.
CREATE INDEX comment_author_idx ON comment (email_fingerprint, site, status);

-- What one moderator holds, to show it and to let go of it.
CREATE INDEX comment_claimed_idx ON comment (claimed_by) WHERE claimed_by IS NOT NULL;

-- Comments in all states. A comment is public only while its status is APPROVED.
CREATE TABLE comment (
    id                uuid        PRIMARY KEY,
    site              text        NOT NULL,
    article           text        NOT NULL CHECK (char_length(article) BETWEEN 1 AND 500),
    parent_id         uuid        REFERENCES comment,
    -- The top-level comment of its thread; its own id for a top-level comment.
    root_id           uuid        NOT NULL,
    -- Null if the author is erased.
    name              text        CHECK (octet_length(name) BETWEEN 1 AND 2560),
    body              text        CHECK (octet_length(body) BETWEEN 1 AND 160000),
    email_sealed      bytea,
    email_fingerprint bytea       CHECK (octet_length(email_fingerprint) = 32),
    -- Pseudonym of the client's network, under a key that changes every week. Empty where no client is known.
    client            bytea       NOT NULL DEFAULT '' CHECK (octet_length(client) IN (0, 16)),
    -- Equal for the same text under the same article and parent, whoever wrote it.
    digest            bytea       CHECK (octet_length(digest) = 32),
    -- The article as the submitting page describes it: the article's row takes it over when the comment is approved.
    article_url       text        CHECK (char_length(article_url) <= 300),
    article_title     text        CHECK (char_length(article_title) <= 300),
    receipt_hash      bytea       UNIQUE CHECK (octet_length(receipt_hash) = 32),
    status            text        NOT NULL CHECK (status IN ('PENDING', 'APPROVED', 'REJECTED', 'WITHDRAWN')),
    -- Number of decisions, including the withdrawal.
    version           integer     NOT NULL CHECK (version >= 0),
    submitted_at      timestamptz NOT NULL,
    decided_at        timestamptz,
    -- The claim: the moderator's account and its end. An expired claim stays until it is overwritten.
    claimed_by        text,
    claimed_until     timestamptz,
    -- Results of screening: [{"rule", "detail", "spans": [[from, to]], "weight"}], spans in UTF-16 offsets of the body. Null for
    -- none.
    findings          jsonb,
    -- The sum of the weights of the findings, by which the queue can be ordered.
    score             integer     NOT NULL DEFAULT 0 CHECK (score >= 0),
    CHECK ((parent_id IS NULL) = (root_id = id)),
    CHECK ((decided_at IS NULL) = (status = 'PENDING')),
    CHECK ((claimed_by IS NULL) = (claimed_until IS NULL)),
    CHECK (claimed_by IS NULL OR status = 'PENDING'),
    CHECK (status = 'WITHDRAWN' OR body IS NOT NULL),
    CHECK ((email_sealed IS NULL) = (email_fingerprint IS NULL)),
    -- Of a decided comment, reopened ones included, retention can have erased the address and the receipt, and an erasure
    -- the author.
    CHECK (status <> 'PENDING' OR version > 0 OR (email_sealed IS NOT NULL AND receipt_hash IS NOT NULL)),
    CHECK (status <> 'PENDING' OR digest IS NOT NULL),
    -- A comment without a name has an erased author: nothing that belongs to the author is left but a published text.
    CHECK (name IS NOT NULL OR (email_sealed IS NULL AND email_fingerprint IS NULL AND client = ''
                                AND receipt_hash IS NULL AND article_url IS NULL AND article_title IS NULL)),
    -- Of a withdrawn comment the text is erased too.
    CHECK (status <> 'WITHDRAWN' OR (name IS NULL AND body IS NULL AND digest IS NULL AND findings IS NULL))
);

-- All that readers can see. It has no column for address, client or moderator, and only approved rows.
CREATE VIEW approved_comment AS
SELECT id, site, article, parent_id, root_id, name, body, submitted_at, decided_at AS published_at
  FROM comment
 WHERE status = 'APPROVED';

-- Placeholders in threads for comments that are not public: no text, no name, no time.
CREATE VIEW removed_comment AS
SELECT id, site, article, parent_id, root_id
  FROM comment
 WHERE status <> 'APPROVED';

-- The queue of several sites, oldest first; claims.
CREATE INDEX comment_pending_idx ON comment (submitted_at, id) WHERE status = 'PENDING';

-- The queue of one site, oldest first; the backlog of a site.
CREATE INDEX comment_pending_site_idx ON comment (site, submitted_at, id) WHERE status = 'PENDING';

-- The queue of one site, highest score first. The score is negated, so that all columns have one direction.
CREATE INDEX comment_pending_score_idx ON comment (site, (-score), submitted_at, id) WHERE status = 'PENDING';

-- The queue filtered by one article.
CREATE INDEX comment_pending_article_idx ON comment (site, article, submitted_at, id) WHERE status = 'PENDING';

-- The queue filtered by one author; the author's number of pending comments beside each card. With the client, because
-- most moderators see only an author's comments from one client, and that must take the same time for every address.
CREATE INDEX comment_pending_author_idx ON comment (email_fingerprint, site, client, submitted_at, id)
    WHERE status = 'PENDING';

-- The finding of a duplicate.
CREATE INDEX comment_digest_idx ON comment (digest) WHERE digest IS NOT NULL;

-- Decided comments of a site, newest decision first; the feed of a site.
CREATE INDEX comment_decided_site_idx ON comment (site, status, decided_at DESC, id DESC)
    WHERE status IN ('APPROVED', 'REJECTED');

-- Decided comments of one article; the feed of an article.
CREATE INDEX comment_decided_article_idx ON comment (site, article, status, decided_at DESC, id DESC)
    WHERE status IN ('APPROVED', 'REJECTED');

-- Decided comments of one author; the check of author_stats; the privacy officer's search by address.
CREATE INDEX comment_decided_author_idx ON comment (email_fingerprint, site, status, client, decided_at DESC, id DESC)
    WHERE status IN ('APPROVED', 'REJECTED');

-- Text search reads decided comments by their time of submission. This index has those that were decided more than a
-- week later.
CREATE INDEX comment_decided_late_idx ON comment (site, status, decided_at DESC, id DESC)
    WHERE status IN ('APPROVED', 'REJECTED') AND decided_at - submitted_at NOT BETWEEN '0' AND '7 days';

-- Threads of an article for readers.
CREATE INDEX comment_thread_idx ON comment (site, article, root_id, id) WHERE status = 'APPROVED';

-- Exports: all comments of a site, article by article, in an order that does not depend on the database's locale.
CREATE INDEX comment_export_idx ON comment (site, article COLLATE "C", id);

-- Trends: withdrawals per hour or day.
CREATE INDEX comment_withdrawn_site_idx ON comment (site, decided_at) WHERE status = 'WITHDRAWN';

-- Retention: client pseudonyms to erase, and addresses of approved comments. Decided comments of a site have an index above.
CREATE INDEX comment_client_kept_idx ON comment (site, submitted_at) WHERE client <> '';
CREATE INDEX comment_address_kept_idx ON comment (site, decided_at) WHERE status = 'APPROVED' AND email_sealed IS NOT NULL;

-- The claims of one moderator, to show, renew and release them.
CREATE INDEX comment_claimed_idx ON comment (claimed_by) WHERE claimed_by IS NOT NULL;

-- The queue filtered by a finding.
CREATE INDEX comment_findings_idx ON comment USING gin (findings jsonb_path_ops) WHERE findings IS NOT NULL;

-- Comments that wait for the score of another service, oldest first.
CREATE INDEX comment_unscored_idx ON comment (site, submitted_at, id)
    WHERE status = 'PENDING' AND findings @> '[{"rule": "remote-score", "detail": "…"}]';

-- Autovacuum thresholds are numbers of rows. By default, autovacuum waits for a fifth of the table: two million of ten
-- million comments. Until then the queue's indexes keep the entries of decided comments at their head, and the queue
-- reads thousands of pages for nothing. Index-only counts need a current visibility map, and plans depend on the share
-- of pending comments.
ALTER TABLE comment SET (
    autovacuum_vacuum_scale_factor = 0,
    autovacuum_vacuum_threshold = 5000,
    autovacuum_vacuum_insert_scale_factor = 0,
    autovacuum_vacuum_insert_threshold = 100000,
    autovacuum_analyze_scale_factor = 0,
    autovacuum_analyze_threshold = 5000);

-- Readers' reports of published comments. They count until the next decision about their comment.
CREATE TABLE report (
    comment_id  uuid        NOT NULL REFERENCES comment,
    -- Pseudonym of the reader's network, as comment.client: one report of a comment from each.
    client      bytea       NOT NULL CHECK (octet_length(client) = 16),
    site        text        NOT NULL,
    reason      text        NOT NULL CHECK (reason IN ('SPAM', 'ABUSE', 'HATE', 'PERSONAL_DATA', 'ILLEGAL', 'OTHER')),
    -- What the reader adds. Erased with the author of the comment, about whom it may say something.
    note        text        CHECK (octet_length(note) BETWEEN 1 AND 8000),
    reported_at timestamptz NOT NULL,
    PRIMARY KEY (comment_id, client)
);

-- Retention: the oldest reports of a site.
CREATE INDEX report_reported_idx ON report (site, reported_at);

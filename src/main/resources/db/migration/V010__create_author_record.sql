-- What became of a person's comments on a site: kept by the transactions that change it, so that it costs the same for
-- the first comment and for the ten thousandth. No check that the numbers are positive: a decrement is an upsert too,
-- and its proposed row would fail it. The command upkeep authors compares them with the comments.
CREATE TABLE author_record (
    email_fingerprint bytea  NOT NULL CHECK (octet_length(email_fingerprint) = 32),
    site              text   NOT NULL,
    approved          bigint NOT NULL,
    rejected          bigint NOT NULL,
    PRIMARY KEY (email_fingerprint, site)
);

INSERT INTO author_record (email_fingerprint, site, approved, rejected)
SELECT email_fingerprint, site,
       count(*) FILTER (WHERE status = 'APPROVED'),
       count(*) FILTER (WHERE status = 'REJECTED')
  FROM comment
 WHERE email_fingerprint IS NOT NULL
   AND status IN ('APPROVED', 'REJECTED')
 GROUP BY email_fingerprint, site;

-- How many of a person's comments wait, and the queue of one person.
CREATE INDEX comment_author_pending_idx ON comment (email_fingerprint, site, submitted_at, id) WHERE status = 'PENDING';

-- What was decided about a person's comments, newest first; recounting; the privacy officer's search.
CREATE INDEX comment_author_decided_idx ON comment (email_fingerprint, site, status, decided_at DESC, id DESC)
    WHERE status IN ('APPROVED', 'REJECTED');

DROP INDEX comment_author_idx;

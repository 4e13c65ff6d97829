-- Number of approved and rejected comments per author, site and client (see comment.client). Updated by the statements that change a comment's status,
-- so that reading them costs the same for one comment and for ten thousand. There is no CHECK that the numbers are
-- positive: a decrement is an upsert, whose proposed row would violate it. `mizan maintenance authors` compares them with
-- the comments.
CREATE TABLE author_stats (
    email_fingerprint bytea  NOT NULL CHECK (octet_length(email_fingerprint) = 32),
    site              text   NOT NULL,
    approved          bigint NOT NULL,
    rejected          bigint NOT NULL,
    client            bytea  NOT NULL DEFAULT '' CHECK (octet_length(client) IN (0, 16)),
    PRIMARY KEY (email_fingerprint, site, client)
);

-- Free space on each page allows HOT updates, which touch no index.
ALTER TABLE author_stats SET (
    fillfactor = 85,
    autovacuum_vacuum_scale_factor = 0.05);

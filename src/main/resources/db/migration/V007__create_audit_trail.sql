-- The audit trail. Append-only.
CREATE TABLE audit_entry (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at         timestamptz NOT NULL,
    -- The account's name; null for the command line, for authors, and for the service itself.
    moderator  text,
    action     text        NOT NULL CHECK (action IN (
                               'COMMENT_APPROVED', 'COMMENT_REJECTED', 'COMMENT_REOPENED', 'COMMENT_WITHDRAWN',
                               'EMAIL_REVEALED', 'EMAIL_REVEAL_REFUSED', 'SIGNED_IN', 'SIGN_IN_REFUSED',
                               'MODERATOR_ADDED', 'MODERATOR_CHANGED', 'MODERATOR_DISABLED', 'MODERATOR_ENABLED',
                               'PASSWORD_CHANGED', 'AUTHOR_SEARCHED', 'CLAIM_TAKEN_OVER', 'CLAIM_RELEASED',
                               'ARTICLE_CHANGED', 'AUTHOR_BLOCKED', 'CLIENT_BLOCKED', 'BLOCK_LIFTED',
                               'RETENTION_APPLIED', 'KEYS_RESEALED', 'KEY_RETIRED', 'KEY_LOST',
                               'PERSONAL_DATA_EXPORTED', 'PERSONAL_DATA_ERASED', 'PERSONAL_DATA_REFUSED', 'SITE_EXPORTED',
                               'COMMENTS_IMPORTED', 'IMPORT_UNDONE', 'SCORER_KEY_ADDED', 'SCORER_KEY_REVOKED',
                               'SCREENING_RULES_CHANGED',
                               'WEBHOOK_ADDED', 'WEBHOOK_DELETED', 'WEBHOOK_SECRET_ROTATED', 'WEBHOOK_REDELIVERED')),
    comment_id uuid,
    detail     text
);

-- The trail of one comment, newest first.
CREATE INDEX audit_entry_comment_idx ON audit_entry (comment_id, id DESC) WHERE comment_id IS NOT NULL;

-- The trail of one moderator, newest first.
CREATE INDEX audit_entry_moderator_idx ON audit_entry (moderator, id DESC) WHERE moderator IS NOT NULL;

-- The verification of comments that retention has erased.
CREATE INDEX audit_entry_retention_idx ON audit_entry (at) WHERE action = 'RETENTION_APPLIED';

CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION reject_change();

-- The hash chain over the audit trail. Each hash covers the previous one and its entry. A later change or deletion of an
-- entry breaks the chain from there on.
CREATE TABLE audit_chain (
    number     bigint      PRIMARY KEY CHECK (number > 0),
    entry_id   bigint      NOT NULL UNIQUE REFERENCES audit_entry,
    hash       bytea       NOT NULL CHECK (octet_length(hash) = 32),
    chained_at timestamptz NOT NULL
);

-- The last entry chained before an instant: the search for entries that are not in the chain yet starts there.
CREATE INDEX audit_chain_chained_idx ON audit_chain (chained_at, number);

CREATE TRIGGER audit_chain_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_chain
    FOR EACH STATEMENT EXECUTE FUNCTION reject_change();

ALTER TABLE audit_entry SET (
    autovacuum_vacuum_insert_scale_factor = 0,
    autovacuum_vacuum_insert_threshold = 200000);
ALTER TABLE audit_chain SET (
    autovacuum_vacuum_insert_scale_factor = 0,
    autovacuum_vacuum_insert_threshold = 200000);

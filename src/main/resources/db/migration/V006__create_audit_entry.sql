-- What was done, and by whom. Rows are only ever added.
CREATE TABLE audit_entry (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at         timestamptz NOT NULL,
    -- The account's name; null where nobody was signed in.
    moderator  text,
    action     text        NOT NULL,
    comment_id uuid,
    detail     text
);

-- The trail of one comment and of one moderator, newest first.
CREATE INDEX audit_entry_comment_idx ON audit_entry (comment_id, id DESC) WHERE comment_id IS NOT NULL;
CREATE INDEX audit_entry_moderator_idx ON audit_entry (moderator, id DESC) WHERE moderator IS NOT NULL;

CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

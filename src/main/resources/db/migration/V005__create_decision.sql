-- What was decided about which version of a comment. Rows are only ever added.
CREATE TABLE decision (
    comment_id uuid        NOT NULL REFERENCES comment,
    -- The comment's version that the decision made.
    version    integer     NOT NULL CHECK (version > 0),
    verdict    text        NOT NULL CHECK (verdict IN ('APPROVE', 'REJECT', 'REOPEN')),
    reason     text        CHECK (reason IN ('SPAM', 'ABUSE', 'HATE', 'OFF_TOPIC', 'PERSONAL_DATA', 'ILLEGAL', 'OTHER')),
    note       text        CHECK (octet_length(note) BETWEEN 1 AND 16384),
    -- The account's name; null where the service decided by itself (the trap for robots).
    moderator  text,
    decided_at timestamptz NOT NULL,
    PRIMARY KEY (comment_id, version),
    CHECK ((verdict = 'REJECT') = (reason IS NOT NULL)),
    CHECK (reason <> 'OTHER' OR note IS NOT NULL)
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER decision_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON decision
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

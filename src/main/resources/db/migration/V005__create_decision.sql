-- Decisions on comments. Append-only, except that the erasure of a comment's author erases the notes.
CREATE TABLE decision (
    comment_id       uuid        NOT NULL REFERENCES comment,
    -- The version of the comment that the decision produced.
    version          integer     NOT NULL CHECK (version > 0),
    site             text        NOT NULL,
    verdict          text        NOT NULL CHECK (verdict IN ('APPROVE', 'REJECT', 'REOPEN')),
    reason           text        CHECK (reason IN ('SPAM', 'ABUSE', 'HATE', 'OFF_TOPIC', 'PERSONAL_DATA', 'ILLEGAL', 'OTHER')),
    note             text        CHECK (octet_length(note) BETWEEN 1 AND 8000),
    legal_ground     text        CHECK (octet_length(legal_ground) BETWEEN 1 AND 8000),
    -- The account's name; null for a decision of the service itself (the honeypot, a block, readers' reports).
    moderator        text,
    decided_at       timestamptz NOT NULL,
    -- Whether a finding of screening had raised the comment's score, or the service itself decided: part of the statement
    -- of reasons.
    automated_detection boolean  NOT NULL DEFAULT FALSE,
    -- Decisions of one request, which can be undone together.
    batch_id         uuid,
    -- Whether it was made in another system, and came with an imported comment. It has no audit entry, and its moderator is
    -- the format, such as import:wordpress, which is no name of an account.
    imported         boolean     NOT NULL DEFAULT FALSE,
    -- Time from submission to the first decision; null for later ones and for those of the service itself.
    time_to_decision interval,
    PRIMARY KEY (comment_id, version),
    -- The service itself rejects, and takes a comment back into the queue that readers have reported. It never publishes.
    CHECK (moderator IS NOT NULL OR imported OR verdict <> 'APPROVE'),
    CHECK ((verdict = 'REJECT') = (reason IS NOT NULL)),
    -- The service itself gives the reason OTHER to blocked authors and clients, without a note.
    CHECK (reason <> 'OTHER' OR note IS NOT NULL OR moderator IS NULL),
    CHECK ((reason IS NOT DISTINCT FROM 'ILLEGAL') = (legal_ground IS NOT NULL)),
    CHECK (octet_length(note) + octet_length(legal_ground) <= 8000),
    CHECK (imported OR (time_to_decision IS NOT NULL) = (version = 1 AND moderator IS NOT NULL))
);

-- Reports hide a comment once only: after that a moderator has decided in spite of them.
CREATE UNIQUE INDEX decision_hidden_idx ON decision (comment_id) WHERE verdict = 'REOPEN' AND moderator IS NULL AND NOT imported;

-- Undo of a batch.
CREATE INDEX decision_batch_idx ON decision (batch_id) WHERE batch_id IS NOT NULL;

-- Statistics and trends: recent decisions of moderators and their times, by an index-only scan.
CREATE INDEX decision_recent_idx ON decision (site, decided_at) INCLUDE (verdict, time_to_decision)
    WHERE moderator IS NOT NULL AND verdict <> 'REOPEN' AND NOT imported;

-- Trends: reopened comments, and automatic rejections; the number of comments that reports have hidden lately.
CREATE INDEX decision_other_idx ON decision (site, decided_at) INCLUDE (verdict)
    WHERE (moderator IS NULL OR verdict = 'REOPEN') AND NOT imported;

-- The queue filtered by a moderator's own decisions.
CREATE INDEX decision_moderator_idx ON decision (moderator, decided_at DESC, comment_id DESC) WHERE moderator IS NOT NULL;

CREATE FUNCTION reject_change() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER decision_append_only BEFORE DELETE OR TRUNCATE ON decision
    FOR EACH STATEMENT EXECUTE FUNCTION reject_change();

-- A note may say something about the author, so it is erased with the author: it becomes [erased]. A note stays a note,
-- because the reason OTHER requires one.
CREATE FUNCTION reject_change_except_erasure() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    IF OLD.note IS NOT NULL AND NEW.note = '[erased]' THEN
        OLD.note := NEW.note;
        IF OLD IS NOT DISTINCT FROM NEW THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER decision_unchanged BEFORE UPDATE ON decision
    FOR EACH ROW EXECUTE FUNCTION reject_change_except_erasure();

-- Only inserted into: vacuumed for the visibility map, which index-only scans need, and to freeze rows in small steps.
ALTER TABLE decision SET (
    autovacuum_vacuum_insert_scale_factor = 0,
    autovacuum_vacuum_insert_threshold = 50000,
    autovacuum_analyze_scale_factor = 0,
    autovacuum_analyze_threshold = 5000);

-- Comments whose author was erased. A backup that is older than the erasure still has their personal data: after a restore,
-- `mizan erasures replay` erases it again. The ids suffice for that, so no function of the address is kept. There is no
-- foreign key, because a restored database may lack the comment.
CREATE TABLE erasure (
    comment_id uuid    PRIMARY KEY,
    -- Whether the text of the published comment was kept.
    text_kept  boolean NOT NULL,
    -- The day only: an instant would link the comments of one author.
    erased_on  date    NOT NULL
);

CREATE TRIGGER erasure_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON erasure
    FOR EACH STATEMENT EXECUTE FUNCTION reject_change();

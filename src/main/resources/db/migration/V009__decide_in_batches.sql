-- Which decisions were made together, so that they can be taken back together; and for statistics, without a look at
-- the comment, the site and how long the comment had waited for its first decision. Null in rows from before.
ALTER TABLE decision
    ADD COLUMN batch_id uuid,
    ADD COLUMN site     text,
    ADD COLUMN waited   interval;

CREATE INDEX decision_batch_idx ON decision (batch_id) WHERE batch_id IS NOT NULL;

-- What moderators decided lately, and after how long: read from the index alone.
CREATE INDEX decision_lately_idx ON decision (site, decided_at) INCLUDE (verdict, waited)
    WHERE moderator IS NOT NULL AND verdict <> 'REOPEN';

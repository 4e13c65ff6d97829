-- What was noticed about a comment before a person looked: [{"rule", "detail", "spans": [[from, to]]}], spans in UTF-16
-- offsets of the body. Null where nothing was.
ALTER TABLE comment ADD COLUMN findings jsonb;

-- Moderators filter by what was noticed: the few comments with that rule, whatever waits or was decided besides.
CREATE INDEX comment_findings_idx ON comment USING gin (findings jsonb_path_ops) WHERE findings IS NOT NULL;

-- What was noticed about a comment before a person looked: [{"rule", "detail", "spans": [[from, to]]}], spans in UTF-16
-- offsets of the body. Null where nothing was.
ALTER TABLE comment ADD COLUMN findings jsonb;

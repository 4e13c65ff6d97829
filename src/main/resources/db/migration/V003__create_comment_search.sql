-- The lexemes of a comment's name and body with their positions, made by the service (mizan.text.SearchLexemes). PostgreSQL's dictionaries and
-- pg_trgm take letters from the database's locale; under some locales they find none in Arabic text. It is a table of
-- its own because the index is costly to write, and decisions and claims, which rewrite the comment's row, leave it alone.
CREATE TABLE comment_search (
    comment_id uuid     PRIMARY KEY REFERENCES comment,
    lexemes    tsvector NOT NULL
);

-- Text search. New entries are searched in a pending list before they are merged: by default up to 4 MB, which is 500
-- pages in every search. Writers merge the list; a short one merges faster. Searches and submissions wait for that.
CREATE INDEX comment_search_lexemes_idx ON comment_search USING gin (lexemes) WITH (gin_pending_list_limit = 256);

-- Text search proceeds by time ranges. Ids contain the time of submission and rows lie in that order, so a few pages of
-- this index name the table pages of a time range. minmax-multi tolerates rows that reuse freed space.
CREATE INDEX comment_search_submitted_idx ON comment_search USING brin (comment_id uuid_minmax_multi_ops)
    WITH (pages_per_range = 512);

-- Vacuumed by number of inserted rows: this also merges the pending list.
ALTER TABLE comment_search SET (
    autovacuum_vacuum_insert_scale_factor = 0,
    autovacuum_vacuum_insert_threshold = 50000);

-- The words of a comment's name and body, folded by the service (mizan.text.SearchLexemes): full text search over lexemes
-- of our own, for PostgreSQL's dictionaries and pg_trgm take words and letters from the database's locale, and under
-- some of them find no letter in Arabic text. A table of its own: the index is costly to write, and a decision or a
-- claim, which rewrites the comment's row, leaves it alone.
CREATE TABLE comment_search (
    comment_id uuid     PRIMARY KEY REFERENCES comment,
    lexemes    tsvector NOT NULL
);

CREATE INDEX comment_search_lexemes_idx ON comment_search USING gin (lexemes);

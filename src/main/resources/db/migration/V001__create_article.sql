-- Articles that have comments. A row is inserted with an article's first comment and hardly ever updated again, so that
-- a popular article is no hot row. Comments refer to it by value, because a foreign key would lock it.
CREATE TABLE article (
    site   text    NOT NULL,
    key    text    NOT NULL CHECK (char_length(key) BETWEEN 1 AND 500),
    -- From the first approved comment that has them; see comment.article_url. Anybody can submit a comment, so until then
    -- they are only proposals.
    url    text             CHECK (char_length(url) <= 300),
    title  text             CHECK (char_length(title) <= 300),
    -- OPEN takes comments, CLOSED does not, HIDDEN neither takes nor shows them.
    comments text  NOT NULL DEFAULT 'OPEN' CHECK (comments IN ('OPEN', 'CLOSED', 'HIDDEN')),
    -- When an ADMIN has changed the article; null for never.
    changed_at timestamptz,
    PRIMARY KEY (site, key)
);

-- Exports: in an order that does not depend on the database's locale.
CREATE INDEX article_export_idx ON article (site, key COLLATE "C");

-- The poll of each replica for changed articles.
CREATE INDEX article_changed_idx ON article (changed_at) WHERE changed_at IS NOT NULL;

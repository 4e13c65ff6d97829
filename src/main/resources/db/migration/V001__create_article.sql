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
    -- Whether the site's rules can close the article. They no longer do once an ADMIN has opened or closed it.
    site_rules boolean     NOT NULL DEFAULT true,
    -- When the service first knew the article: with its first comment, or a change by an ADMIN.
    known_at   timestamptz NOT NULL DEFAULT now(),
    -- Whether a client can send only one comment a minute.
    slow_mode  boolean     NOT NULL DEFAULT false,
    -- When an ADMIN has changed the article; null for never.
    changed_at timestamptz,
    PRIMARY KEY (site, key)
);

-- Exports: in an order that does not depend on the database's locale.
CREATE INDEX article_export_idx ON article (site, key COLLATE "C");

-- The poll of each replica for changed articles.
CREATE INDEX article_changed_idx ON article (changed_at) WHERE changed_at IS NOT NULL;

-- The list of articles in slow mode, which each replica reads.
CREATE INDEX article_slow_mode_idx ON article (site, key) WHERE slow_mode;

-- Moderators read what was decided, newest first, of each of their sites.
CREATE INDEX comment_decided_of_site_idx ON comment (site, status, decided_at DESC, id DESC)
    WHERE status IN ('APPROVED', 'REJECTED');

-- And of one article, what waits and what was decided.
CREATE INDEX comment_pending_of_article_idx ON comment (site, article, submitted_at, id) WHERE status = 'PENDING';
CREATE INDEX comment_decided_of_article_idx ON comment (site, article, status, decided_at DESC, id DESC)
    WHERE status IN ('APPROVED', 'REJECTED');

DROP INDEX comment_decided_idx;

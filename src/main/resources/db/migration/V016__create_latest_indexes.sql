-- Feeds read the newest approved comments, of a whole site and of one article.
CREATE INDEX comment_latest_of_site_idx ON comment (site, id) WHERE status = 'APPROVED';
CREATE INDEX comment_latest_of_article_idx ON comment (site, article, id) WHERE status = 'APPROVED';

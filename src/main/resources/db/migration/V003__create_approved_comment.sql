-- All that readers may ever see. No column for address, client or moderator, and no row that is not approved.
CREATE VIEW approved_comment AS
SELECT id, site, article, parent_id, root_id, name, body, submitted_at
  FROM comment
 WHERE status = 'APPROVED';

-- The place in its thread that a comment leaves when it is taken away: no text, no name, no time.
CREATE VIEW removed_comment AS
SELECT id, site, article, parent_id, root_id
  FROM comment
 WHERE status <> 'APPROVED';

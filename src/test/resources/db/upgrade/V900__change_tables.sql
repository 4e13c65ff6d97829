-- A migration as a later version could bring it: it changes tables in the order that is worst for submissions.
SELECT lock_tables('comment_search', 'comment', 'article', 'decision', 'outbox_event');
ALTER TABLE comment_search ADD COLUMN upgrade_test integer;
ALTER TABLE outbox_event ADD COLUMN upgrade_test integer;
ALTER TABLE decision ADD COLUMN upgrade_test integer;
ALTER TABLE comment ADD COLUMN upgrade_test integer;
ALTER TABLE article ADD COLUMN upgrade_test integer;
ALTER TABLE article DROP COLUMN upgrade_test;
ALTER TABLE comment DROP COLUMN upgrade_test;
ALTER TABLE decision DROP COLUMN upgrade_test;
ALTER TABLE outbox_event DROP COLUMN upgrade_test;
ALTER TABLE comment_search DROP COLUMN upgrade_test;

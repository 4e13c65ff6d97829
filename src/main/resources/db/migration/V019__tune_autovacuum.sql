-- By default a table is vacuumed once a fifth of it is dead or new. Of ten million comments that is two million: by then
-- the queue, whose index still has the entries of what was decided at its head, reads thousands of pages for nothing.
-- What is read while people wait depends on what changed, not on what was ever stored, so the thresholds are numbers of
-- rows: small enough that a small installation has statistics too. Setting them takes a lock that neither reading nor writing waits for.

-- Every decision leaves a dead row, and an entry at the head of the queue's indexes. New rows make the visibility map
-- stale, without which counting what waits looks at the table; and the share of what waits is what plans depend on.
ALTER TABLE comment SET (
    autovacuum_vacuum_scale_factor = 0,
    autovacuum_vacuum_threshold = 5000,
    autovacuum_vacuum_insert_scale_factor = 0,
    autovacuum_vacuum_insert_threshold = 100000,
    autovacuum_analyze_scale_factor = 0,
    autovacuum_analyze_threshold = 5000);

-- Only ever added to: vacuumed for the visibility map (statistics read decision_lately_idx alone), for the list of new
-- words that each search goes through as well, and so that freezing comes in small pieces.
ALTER TABLE decision SET (
    autovacuum_vacuum_insert_scale_factor = 0,
    autovacuum_vacuum_insert_threshold = 50000,
    autovacuum_analyze_scale_factor = 0,
    autovacuum_analyze_threshold = 5000);
ALTER TABLE comment_search SET (
    autovacuum_vacuum_insert_scale_factor = 0,
    autovacuum_vacuum_insert_threshold = 50000);
ALTER TABLE audit_entry SET (
    autovacuum_vacuum_insert_scale_factor = 0,
    autovacuum_vacuum_insert_threshold = 200000);
ALTER TABLE audit_seal SET (
    autovacuum_vacuum_insert_scale_factor = 0,
    autovacuum_vacuum_insert_threshold = 200000);

-- Emptied of the day before while they are filled: who reads from the oldest on must not walk over what is gone.
ALTER TABLE outbox SET (
    autovacuum_vacuum_scale_factor = 0,
    autovacuum_vacuum_threshold = 10000);
ALTER TABLE idempotency_key SET (
    autovacuum_vacuum_scale_factor = 0,
    autovacuum_vacuum_threshold = 10000);

-- Two numbers that change in place: where there is room on the row's own page no index is touched (HOT).
ALTER TABLE author_record SET (
    fillfactor = 85,
    autovacuum_vacuum_scale_factor = 0.05);

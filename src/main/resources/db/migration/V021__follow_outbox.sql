-- By which transaction an announcement was made: who follows the outbox asks for what has become visible since their
-- last look, whatever the order of the commits. NOTIFY would do the same, but takes one commit at a time in the whole
-- cluster. Null in rows from before, which nobody follows any more.
ALTER TABLE outbox ADD COLUMN transaction_id xid8;
ALTER TABLE outbox ALTER COLUMN transaction_id SET DEFAULT pg_current_xact_id();

-- Each replica looks for what is new.
CREATE INDEX outbox_transaction_idx ON outbox (transaction_id, id);

SELECT lock_tables('notice');

-- The notices of a comment, on its card.
CREATE INDEX notice_comment_idx ON notice (comment_id);

-- The queue filtered by reported comments; retention.
CREATE INDEX notice_noticed_idx ON notice (site, noticed_at);

-- Export and erasure by address; a notice that replaces an earlier one.
CREATE INDEX notice_notifier_idx ON notice (email_fingerprint) WHERE email_fingerprint IS NOT NULL;

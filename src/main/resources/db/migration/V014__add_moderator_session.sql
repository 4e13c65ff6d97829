-- Which of an account's sign-ins still count: a token names the session that it was given in, and a new password or a
-- disabled account begins another. Tokens from before this column name none, and count as the first.
ALTER TABLE moderator ADD COLUMN session integer NOT NULL DEFAULT 0;

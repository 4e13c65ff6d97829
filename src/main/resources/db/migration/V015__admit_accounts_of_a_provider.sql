-- Accounts of an OpenID provider have no password here, and a name with the provider's: ada@newsroom.
ALTER TABLE moderator ALTER COLUMN password_hash DROP NOT NULL;
ALTER TABLE moderator ADD CHECK ((password_hash IS NULL) = (position('@' IN name) > 0));

-- When the provider said what the account may do: what it said later counts.
ALTER TABLE moderator ADD COLUMN claimed_at timestamptz;
ALTER TABLE moderator ADD CHECK ((password_hash IS NULL) = (claimed_at IS NOT NULL));

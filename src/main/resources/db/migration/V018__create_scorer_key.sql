-- API keys of other systems that ask for scores, in the format of the Perspective API.
CREATE TABLE scorer_key (
    id         uuid        PRIMARY KEY,
    -- What the key is for, as an administrator has named it.
    name       text        NOT NULL CHECK (char_length(name) BETWEEN 1 AND 100),
    -- The site whose decisions the scores come from.
    site       text        NOT NULL,
    -- SHA-256 of the key. The key has 256 random bits, so its hash needs neither salt nor a slow function.
    key_hash   bytea       NOT NULL UNIQUE CHECK (octet_length(key_hash) = 32),
    created_at timestamptz NOT NULL,
    -- The account's name; null for the command line.
    created_by text,
    revoked_at timestamptz
);

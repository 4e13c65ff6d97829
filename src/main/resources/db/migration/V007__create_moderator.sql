-- Who decides.
CREATE TABLE moderator (
    name          text        PRIMARY KEY CHECK (char_length(name) BETWEEN 1 AND 100),
    -- Argon2id, in its PHC string form.
    password_hash text        NOT NULL CHECK (password_hash LIKE '$argon2id$%'),
    roles         text[]      NOT NULL CHECK (roles <@ ARRAY['MODERATOR', 'ADMIN', 'PRIVACY']),
    -- Where a MODERATOR decides; an ADMIN does everywhere.
    sites         text[]      NOT NULL,
    disabled_at   timestamptz,
    created_at    timestamptz NOT NULL
);

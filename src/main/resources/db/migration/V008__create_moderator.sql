-- Accounts of moderators.
CREATE TABLE moderator (
    name               text        PRIMARY KEY CHECK (char_length(name) BETWEEN 1 AND 100),
    -- Argon2id in PHC string format. Null for an account of the OpenID provider: its name ends in @ and the provider's name.
    password_hash      text        CHECK (password_hash LIKE '$argon2id$%'),
    roles              text[]      NOT NULL CHECK (roles <@ ARRAY['MODERATOR', 'ADMIN', 'PRIVACY']),
    -- The sites of a MODERATOR; an ADMIN moderates all sites.
    sites              text[]      NOT NULL,
    -- Part of every session token. A new password or a disabled account increments it, which ends all sessions.
    session_generation integer     NOT NULL DEFAULT 0,
    -- When the provider issued the token that roles and sites come from; newer tokens replace them.
    token_issued_at    timestamptz,
    disabled_at        timestamptz,
    created_at         timestamptz NOT NULL,
    CHECK ((password_hash IS NULL) = (position('@' IN name) > 0)),
    CHECK ((password_hash IS NULL) = (token_issued_at IS NOT NULL))
);

-- A check value of each key that was ever the primary key of a keyset. A replica whose keyset lacks one of these keys cannot
-- read all addresses, or does not recognise all authors, unless the key is retired. A replica whose primary key is retired
-- would make values that other replicas cannot read.
CREATE TABLE key_check (
    keyset      text        NOT NULL CHECK (keyset IN ('email', 'fingerprint', 'client')),
    -- Tink's id of the key.
    key_id      bigint      NOT NULL,
    -- A constant that the key has encrypted, or its HMAC.
    check_value bytea       NOT NULL,
    -- When a replica first started with the key as its primary key.
    added_at    timestamptz NOT NULL,
    -- When no row needed the key any more, or the key was declared lost.
    retired_at  timestamptz,
    lost        boolean     NOT NULL DEFAULT false,
    PRIMARY KEY (keyset, key_id),
    CHECK (NOT lost OR retired_at IS NOT NULL)
);

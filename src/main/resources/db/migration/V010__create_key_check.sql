-- A check value of each key that was ever the primary key of a keyset. A replica whose keyset lacks one of these keys cannot
-- read all addresses, or does not recognise all authors.
CREATE TABLE key_check (
    keyset      text        NOT NULL CHECK (keyset IN ('email', 'fingerprint')),
    -- Tink's id of the key.
    key_id      bigint      NOT NULL,
    -- A constant that the key has encrypted, or its fingerprint.
    check_value bytea       NOT NULL,
    added_at    timestamptz NOT NULL,
    PRIMARY KEY (keyset, key_id)
);

-- A hash chain over the audit trail: each seal's hash is over the one before it and its entry, in the order of sealing.
-- An entry that is changed or taken out later breaks it from there on.
CREATE TABLE audit_seal (
    number    bigint      PRIMARY KEY CHECK (number > 0),
    entry_id  bigint      NOT NULL UNIQUE REFERENCES audit_entry,
    hash      bytea       NOT NULL CHECK (octet_length(hash) = 32),
    sealed_at timestamptz NOT NULL
);

-- Where to look for entries that are not sealed yet.
CREATE INDEX audit_seal_sealed_idx ON audit_seal (sealed_at, number);

CREATE TRIGGER audit_seal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_seal
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

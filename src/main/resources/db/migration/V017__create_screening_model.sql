-- What the service has learned from the decisions of each site's moderators. One row for each site.
CREATE TABLE screening_model (
    site       text        PRIMARY KEY,
    trained_at timestamptz NOT NULL,
    -- Numbers about the classifier: how many decisions it has learned from, and how good its judgements are. No text.
    evaluation jsonb       NOT NULL,
    -- The weights of hashed character n-grams. Null while they are not good enough for a finding.
    classifier bytea       CHECK (octet_length(classifier) <= 2097152)
);

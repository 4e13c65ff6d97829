-- What administrators have changed of each site's screening rules. The newest version of a site applies; what it does not name
-- is as in the settings. Versions are never changed or deleted.
CREATE TABLE screening_rule_set (
    site       text        NOT NULL,
    version    integer     NOT NULL CHECK (version > 0),
    -- Weights of rules, limits, and lists of domains, languages and words.
    overrides  jsonb       NOT NULL CHECK (jsonb_typeof(overrides) = 'object'),
    changed_at timestamptz NOT NULL,
    -- The administrator's account.
    moderator  text        NOT NULL,
    PRIMARY KEY (site, version)
);

-- Imports of files from other systems, and their results.
CREATE TABLE import (
    id             uuid        PRIMARY KEY,
    site           text        NOT NULL,
    format         text        NOT NULL,
    -- The system that the file comes from, such as the address of a blog. Null until the file has named it.
    origin         text,
    dry_run        boolean     NOT NULL,
    -- The account's name; null for the command line.
    moderator      text,
    state          text        NOT NULL CHECK (state IN ('READING', 'STORING', 'FINISHED', 'FAILED', 'UNDOING', 'UNDONE')),
    started_at     timestamptz NOT NULL,
    -- When the numbers were last written.
    changed_at     timestamptz NOT NULL,
    ended_at       timestamptz,
    -- Rows of the file: read = imported + existing + left_out, unless the import has failed.
    read           bigint      NOT NULL DEFAULT 0,
    imported       bigint      NOT NULL DEFAULT 0,
    existing       bigint      NOT NULL DEFAULT 0,
    left_out       bigint      NOT NULL DEFAULT 0,
    -- Placeholders for parents that the file does not have.
    placeholders   bigint      NOT NULL DEFAULT 0,
    -- Comments that an undo has kept, because a moderator has decided on them.
    kept           bigint      NOT NULL DEFAULT 0,
    failure        text        CHECK (failure IN ('INVALID_FILE', 'FILE_ENDED', 'INTERRUPTED', 'UNAVAILABLE')),
    failure_line   bigint,
    failure_column bigint,
    -- What is wrong with the file, without its content.
    failure_detail text        CHECK (octet_length(failure_detail) <= 1000),
    CHECK ((failure IS NOT NULL) = (state = 'FAILED')),
    CHECK ((ended_at IS NULL) = (state IN ('READING', 'STORING', 'UNDOING')))
);

-- The list of a site's imports, newest first.
CREATE INDEX import_site_idx ON import (site, started_at DESC);

-- Rows of a file that were not imported.
CREATE TABLE import_omission (
    import_id uuid    NOT NULL REFERENCES import,
    -- The number of the row in the file, from 1.
    number    bigint  NOT NULL,
    line      bigint  NOT NULL,
    source_id text    CHECK (octet_length(source_id) <= 200),
    reason    text    NOT NULL CHECK (reason IN ('PINGBACK', 'OTHER_KIND', 'NO_ID', 'REPEATED_ID', 'NO_TEXT',
                                                 'TEXT_TOO_LONG', 'NO_TIME', 'NO_ARTICLE', 'FOREIGN_ARTICLE',
                                                 'MALFORMED')),
    PRIMARY KEY (import_id, number)
);

-- The ids that imported comments had before: a file that is imported again adds only what is new, and nothing that was
-- erased since. There is no foreign key, because comments are never deleted.
CREATE TABLE imported_comment (
    site       text NOT NULL,
    origin     text COLLATE "C" NOT NULL,
    source_id  text COLLATE "C" NOT NULL,
    comment_id uuid NOT NULL,
    import_id  uuid NOT NULL,
    PRIMARY KEY (site, origin, source_id)
);

-- The undo of an import.
CREATE INDEX imported_comment_import_idx ON imported_comment (import_id, comment_id);

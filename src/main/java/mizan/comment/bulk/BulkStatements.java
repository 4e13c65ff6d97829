package mizan.comment.bulk;

/** The statements of a bulk load. They use temporary tables, which exist only on the connection of the load. */
final class BulkStatements {

    static final String CREATE_STAGE = """
            CREATE TEMPORARY TABLE staged_comment (
                number            bigint NOT NULL,
                line              bigint NOT NULL,
                source_id         text COLLATE "C" NOT NULL,
                parent_source_id  text COLLATE "C",
                article           text NOT NULL,
                article_url       text,
                article_title     text,
                id                uuid NOT NULL,
                name              text,
                body              text,
                email_sealed      bytea,
                email_fingerprint bytea,
                digest            bytea,
                lexemes           tsvector,
                status            text NOT NULL,
                reason            text,
                note              text,
                submitted_at      timestamptz NOT NULL,
                version           integer,
                decided_at        timestamptz,
                receipt_hash      bytea,
                findings          jsonb,
                decisions         jsonb
            )
            """;

    static final String COPY_STAGE = "COPY staged_comment FROM STDIN";

    static final String INDEX_STAGE = """
            CREATE UNIQUE INDEX staged_comment_number_idx ON staged_comment (number);
            ANALYZE staged_comment
            """;

    /**
     * The first row of each source id, with the comment that was imported from it before. A comment of an archive keeps its id,
     * and may never have left the service.
     */
    static final String CREATE_SOURCE = """
            CREATE TEMPORARY TABLE staged_source AS
            SELECT DISTINCT ON (s.source_id) s.source_id, s.number, s.id, s.parent_source_id, s.article, s.submitted_at,
                   coalesce(
                       m.comment_id,
                       CASE WHEN s.version IS NOT NULL THEN (SELECT e.id FROM comment e WHERE e.id = s.id) END) AS existing_id
              FROM staged_comment s
              LEFT JOIN imported_comment m ON m.site = ? AND m.origin = ? AND m.source_id = s.source_id
             ORDER BY s.source_id, s.number
            """;

    static final String INDEX_SOURCE = """
            CREATE UNIQUE INDEX staged_source_id_idx ON staged_source (source_id);
            CREATE UNIQUE INDEX staged_source_number_idx ON staged_source (number);
            ANALYZE staged_source
            """;

    static final String COUNT_EXISTING = """
            SELECT count(*)
              FROM staged_source
             WHERE existing_id IS NOT NULL
            """;

    /** Rows whose source id an earlier row of the file has. */
    static final String REPEATED = """
            SELECT s.number, s.line, s.source_id
              FROM staged_comment s
             WHERE NOT EXISTS (SELECT
                                 FROM staged_source f
                                WHERE f.number = s.number)
             ORDER BY s.number
            """;

    /**
     * The new comments with their parents: a row of the file, or a comment that was imported before, or a placeholder. A
     * parent belongs to the same article.
     */
    static final String CREATE_NODE = """
            CREATE TEMPORARY TABLE staged_node AS
            SELECT f.number, f.id, f.article, f.submitted_at, p.number AS parent_number, e.id AS stored_parent_id,
                   e.root_id AS stored_root_id,
                   CASE
                       WHEN f.parent_source_id IS NOT NULL AND p.number IS NULL AND e.id IS NULL
                       THEN 'missing:' || encode(sha256(convert_to(f.article || ' ' || f.parent_source_id, 'UTF8')), 'hex')
                   END COLLATE "C" AS missing
              FROM staged_source f
              LEFT JOIN staged_source p
                     ON p.source_id = f.parent_source_id
                    AND p.article = f.article
                    AND p.existing_id IS NULL
              LEFT JOIN imported_comment m
                     ON m.site = ?
                    AND m.origin = ?
                    AND m.source_id = f.parent_source_id
              LEFT JOIN comment e
                     ON e.id = m.comment_id
                    AND e.site = m.site
                    AND e.article = f.article
             WHERE f.existing_id IS NULL
            """;

    static final String INDEX_NODE = """
            CREATE INDEX staged_node_parent_idx ON staged_node (parent_number);
            ANALYZE staged_node
            """;

    /**
     * Placeholders for parents that exist nowhere, with ids of the time of their first reply; the number in the id is zero.
     * A placeholder of an earlier run is used again.
     */
    static final String CREATE_PLACEHOLDER = """
            CREATE TEMPORARY TABLE staged_placeholder AS
            SELECT n.missing AS source_id, min(n.article) AS article, min(n.submitted_at) AS submitted_at,
                   CAST(left(min(CAST(n.id AS text)), 13) || '-7000-8000-' || right(CAST(gen_random_uuid() AS text), 12)
                       AS uuid) AS id,
                   min(CAST(e.id AS text)) AS stored_id, min(CAST(e.root_id AS text)) AS stored_root_id
              FROM staged_node n
              LEFT JOIN imported_comment m ON m.site = ? AND m.origin = ? AND m.source_id = n.missing
              LEFT JOIN comment e ON e.id = m.comment_id
             WHERE n.missing IS NOT NULL
             GROUP BY n.missing
            """;

    /**
     * The new comments and placeholders in the order in which they are inserted. Index scans only: the levels of the threads
     * are read one after the other, and a chain of replies has one comment on each.
     */
    static final String CREATE_PLAN = """
            SET LOCAL enable_hashjoin = off;
            SET LOCAL enable_mergejoin = off;
            SET LOCAL enable_seqscan = off;
            SET LOCAL work_mem = '64MB';
            CREATE TEMPORARY TABLE planned_comment AS
            WITH RECURSIVE tree AS (
                SELECT n.number, n.id,
                       coalesce(n.stored_parent_id, CAST(p.stored_id AS uuid), p.id) AS parent_id,
                       coalesce(n.stored_root_id, CAST(p.stored_root_id AS uuid), p.id, n.id) AS root_id,
                       1 AS depth
                  FROM staged_node n
                  LEFT JOIN staged_placeholder p ON p.source_id = n.missing
                 WHERE n.parent_number IS NULL
                 UNION ALL
                SELECT n.number, n.id, t.id, t.root_id, t.depth + 1
                  FROM tree t
                  JOIN staged_node n ON n.parent_number = t.number
            )
            SELECT row_number() OVER (ORDER BY root_id, depth, number) AS position, *
              FROM (SELECT number, id, parent_id, root_id, depth,
                           NULL AS source_id, NULL AS article, CAST(NULL AS timestamptz) AS submitted_at
                      FROM tree
                     UNION ALL
                    SELECT NULL, id, NULL, id, 0, source_id, article, submitted_at
                      FROM staged_placeholder
                     WHERE stored_id IS NULL) planned
            """;

    static final String INDEX_PLAN = """
            CREATE UNIQUE INDEX planned_comment_position_idx ON planned_comment (position);
            CREATE INDEX planned_comment_number_idx ON planned_comment (number);
            ANALYZE planned_comment
            """;

    static final String COUNT_PLAN = """
            SELECT count(number)
              FROM planned_comment
            """;

    static final String COUNT_PLANNED_PLACEHOLDERS = """
            SELECT count(*) - count(number)
              FROM planned_comment
            """;

    static final String INDEX_PLACEHOLDER = """
            CREATE UNIQUE INDEX staged_placeholder_idx ON staged_placeholder (source_id);
            ANALYZE staged_placeholder
            """;

    /**
     * Cuts cycles of parents: the nodes that are not in the plan hang on a cycle, and each cycle has a node whose parent is
     * no earlier row. Not a text block, because the table is no table of the schema.
     */
    static final String CUT_CYCLES = "UPDATE staged_node n"
            + " SET parent_number = NULL"
            + " WHERE parent_number >= number"
            + " AND NOT EXISTS (SELECT FROM planned_comment p WHERE p.number = n.number)";

    /** Inserts the planned comments after one position and until another. */
    static final String STORE = """
            WITH batch AS MATERIALIZED (
                SELECT p.number, p.id, p.parent_id, p.root_id,
                       coalesce(s.source_id, p.source_id) AS source_id,
                       coalesce(s.article, p.article) AS article,
                       s.article_url, s.article_title, s.name, s.body, s.email_sealed, s.email_fingerprint, s.digest,
                       s.lexemes, coalesce(s.status, 'WITHDRAWN') AS status, s.reason, s.note, s.version, s.decided_at,
                       s.receipt_hash, s.findings, s.decisions,
                       coalesce(s.submitted_at, p.submitted_at) AS submitted_at
                  FROM planned_comment p
                  LEFT JOIN staged_comment s ON s.number = p.number
                 WHERE p.position > ?
                   AND p.position <= ?
                 ORDER BY p.position
            ), mapped AS (
                INSERT INTO imported_comment (site, origin, source_id, comment_id, import_id)
                SELECT ?, ?, source_id, id, ?
                  FROM batch
            ), described AS (
                INSERT INTO article AS a (site, key, url, title, changed_at)
                SELECT DISTINCT ON (article) ?, article, article_url, article_title, now()
                  FROM batch
                 ORDER BY article, article_url, article_title
                    ON CONFLICT (site, key)
                    DO UPDATE SET url = coalesce(a.url, EXCLUDED.url),
                                  title = coalesce(a.title, EXCLUDED.title),
                                  changed_at = EXCLUDED.changed_at
            ), inserted AS (
                INSERT INTO comment (
                       id, site, article, parent_id, root_id, name, body, email_sealed, email_fingerprint, digest, status,
                       version, submitted_at, decided_at, receipt_hash, findings)
                SELECT id, ?, article, parent_id, root_id, name, body, email_sealed, email_fingerprint, digest, status,
                       coalesce(version, 1), submitted_at,
                       CASE WHEN status <> 'PENDING' THEN coalesce(decided_at, submitted_at) END, receipt_hash, findings
                  FROM batch
            ), indexed AS (
                INSERT INTO comment_search (comment_id, lexemes)
                SELECT id, lexemes
                  FROM batch
                 WHERE lexemes IS NOT NULL
            ), decided AS (
                INSERT INTO decision (comment_id, version, site, verdict, reason, note, moderator, decided_at, imported)
                SELECT id, 1, ?,
                       CASE status WHEN 'APPROVED' THEN 'APPROVE' WHEN 'REJECTED' THEN 'REJECT' ELSE 'REOPEN' END,
                       reason, note, 'import:' || split_part(?, ' ', 1), submitted_at, TRUE
                  FROM batch
                 WHERE status <> 'WITHDRAWN'
                   AND decisions IS NULL
            ), restored AS (
                INSERT INTO decision (
                       comment_id, version, site, verdict, reason, note, legal_ground, moderator, decided_at,
                       automated_detection, imported)
                SELECT b.id, d.version, ?, d.verdict, d.reason, d.note, d."legalGround", d.moderator, d.at,
                       coalesce(d."automatedDetection", FALSE), TRUE
                  FROM batch b
                 CROSS JOIN LATERAL jsonb_to_recordset(b.decisions)
                    AS d (version integer, verdict text, reason text, note text, "legalGround" text, moderator text,
                          at timestamptz, "automatedDetection" boolean)
            ), erased AS (
                INSERT INTO erasure (comment_id, text_kept, erased_on)
                SELECT id, FALSE, CAST(now() AT TIME ZONE 'UTC' AS date)
                  FROM batch
                 WHERE status = 'WITHDRAWN'
            ), counted AS (
                INSERT INTO author_stats AS stats (email_fingerprint, site, client, approved, rejected)
                SELECT email_fingerprint, ?, '',
                       count(*) FILTER (WHERE status = 'APPROVED'),
                       count(*) FILTER (WHERE status = 'REJECTED')
                  FROM batch
                 WHERE email_fingerprint IS NOT NULL
                   AND status IN ('APPROVED', 'REJECTED')
                 GROUP BY email_fingerprint
                 ORDER BY email_fingerprint
                    ON CONFLICT (email_fingerprint, site, client)
                    DO UPDATE SET approved = stats.approved + EXCLUDED.approved,
                                  rejected = stats.rejected + EXCLUDED.rejected
            )
            SELECT count(number), count(*) - count(number)
              FROM batch
            """;

    static final String DROP = """
            DROP TABLE IF EXISTS planned_comment, staged_placeholder, staged_node, staged_source, staged_comment
            """;

    private BulkStatements() {}
}

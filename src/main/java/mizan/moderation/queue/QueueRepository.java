package mizan.moderation.queue;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mizan.comment.CommentStatus;
import mizan.comment.RejectionReason;
import mizan.comment.Verdict;
import mizan.moderation.KeysetPosition;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface QueueRepository extends GenericRepository<QueueRow, UUID> {

    String COLUMNS = """
            SELECT c.id, c.site, c.article, a.url AS article_url, a.title AS article_title,
                   c.parent_id, p.name AS parent_name, left(p.body, 2000) AS parent_body,
                   c.name, c.email_sealed, c.body, c.status, c.version, c.submitted_at, c.decided_at,
                   c.claimed_by, c.claimed_until, CAST(c.findings AS text) AS findings,
                   coalesce(author.approved, 0) AS author_approved, coalesce(author.rejected, 0) AS author_rejected,
                   waiting.comments AS author_pending,
                   d.verdict, d.reason, d.note, d.moderator AS decided_by, d.decided_at AS decision_at,
                   d.version AS decision_version
            """;

    /** Of an author's comments that wait at most 1,000 are counted: a flood must not make its own review slow. */
    String JOINS = """
              LEFT JOIN article a ON a.site = c.site AND a.key = c.article
              LEFT JOIN comment p ON p.id = c.parent_id
              LEFT JOIN decision d ON d.comment_id = c.id AND d.version = c.version
              LEFT JOIN author_record author ON author.email_fingerprint = c.email_fingerprint AND author.site = c.site
             CROSS JOIN LATERAL (
                   SELECT count(*) AS comments
                     FROM (SELECT
                             FROM comment o
                            WHERE o.email_fingerprint = c.email_fingerprint
                              AND o.site = c.site
                              AND o.status = 'PENDING'
                            LIMIT 1000) counted) waiting
            """;

    /** Each filter that is null is none; the planner must be told their values (see {@link #planForValues}). */
    String FILTERS = """
                              AND (CAST(:article AS text) IS NULL OR c.article = :article)
                              AND (CAST(:author AS uuid) IS NULL
                                   OR c.email_fingerprint = (SELECT known.email_fingerprint
                                                               FROM comment known
                                                              WHERE known.id = CAST(:author AS uuid)
                                                                AND known.site = ANY (:sites)))
                              AND (CAST(:words AS tsquery) IS NULL OR s.lexemes @@ CAST(:words AS tsquery))
                              AND (CAST(:finding AS text) IS NULL
                                   OR (c.findings IS NOT NULL
                                       AND c.findings @> jsonb_build_array(jsonb_build_object('rule',
                                                                                              CAST(:finding AS text)))))
            """;

    /** Of each site the oldest, from its index, */
    String PENDING = """
            SELECT top.at, top.id
              FROM unnest(CAST(:sites AS text[])) AS own (site)
             CROSS JOIN LATERAL (
                           SELECT c.submitted_at AS at, c.id
                             FROM comment c
                             LEFT JOIN comment_search s ON s.comment_id = c.id
                            WHERE c.site = own.site
                              AND c.status = 'PENDING'
            """;

    /** and of these the oldest. */
    String OLDEST_FIRST = """
                              AND (c.submitted_at, c.id) > (CAST(:afterAt AS timestamptz), CAST(:afterId AS uuid))
                            ORDER BY c.submitted_at, c.id
                            LIMIT :limit) top
             ORDER BY top.at, top.id
             LIMIT :limit
            """;

    /**
     * Without any filter, as it is looked at most. Places only, as with all lists: with whole rows PostgreSQL would plan
     * eight tables anew each time, as it cannot know how short a page is, and that took longer than to read them.
     */
    @Query(PENDING + OLDEST_FIRST)
    List<KeysetPosition> pending(String[] sites, Instant afterAt, UUID afterId, int limit);

    @Query(PENDING + FILTERS + """
                              AND (CAST(:holder AS text) IS NULL
                                   OR (c.claimed_by = :holder AND c.claimed_until > CAST(:now AS timestamptz)))
            """ + OLDEST_FIRST)
    List<KeysetPosition> pending(
            String[] sites,
            @Nullable String article,
            @Nullable UUID author,
            @Nullable String words,
            @Nullable String finding,
            @Nullable String holder,
            Instant now,
            Instant afterAt,
            UUID afterId,
            int limit);

    /** Of each site the newest decisions, from its index, and of these the newest. */
    @Query("""
            SELECT top.at, top.id
              FROM unnest(CAST(:sites AS text[])) AS own (site)
             CROSS JOIN LATERAL (
                           SELECT c.decided_at AS at, c.id
                             FROM comment c
                             LEFT JOIN comment_search s ON s.comment_id = c.id
                            WHERE c.site = own.site
                              AND c.status = :status
                              AND c.status IN ('APPROVED', 'REJECTED')
            """ + FILTERS + """
                              AND (c.decided_at, c.id) < (CAST(:afterAt AS timestamptz), CAST(:afterId AS uuid))
                            ORDER BY c.decided_at DESC, c.id DESC
                            LIMIT :limit) top
             ORDER BY top.at DESC, top.id DESC
             LIMIT :limit
            """)
    List<KeysetPosition> decided(
            CommentStatus status,
            String[] sites,
            @Nullable String article,
            @Nullable UUID author,
            @Nullable String words,
            @Nullable String finding,
            Instant afterAt,
            UUID afterId,
            int limit);

    /** For the rest of the transaction a statement is planned for the values that it is given, each time. */
    @Query("""
            SELECT set_config('plan_cache_mode', 'force_custom_plan', true)
            """)
    String planForValues();

    @Query(COLUMNS + """
              FROM comment c
            """ + JOINS + """
             WHERE c.id = :id
               AND c.status <> 'WITHDRAWN'
            """)
    Optional<QueueRow> find(UUID id);

    @Query(COLUMNS + """
              FROM comment c
            """ + JOINS + """
             WHERE c.id = ANY (ARRAY(SELECT unnest(CAST(:ids AS uuid[]))))
               AND c.status = 'PENDING'
               AND c.claimed_by = :holder
             ORDER BY c.submitted_at, c.id
            """)
    List<QueueRow> findClaimed(String[] ids, String holder);

    @Query(COLUMNS + """
              FROM comment c
            """ + JOINS + """
             WHERE c.id = ANY (ARRAY(SELECT unnest(CAST(:ids AS uuid[]))))
               AND c.status <> 'WITHDRAWN'
            """)
    List<QueueRow> findAll(@Nullable String[] ids);

    @Query("""
            SELECT verdict, reason, note, moderator, decided_at, version
              FROM decision
             WHERE comment_id = :id
             ORDER BY version
            """)
    List<DecisionRow> history(UUID id);

    @Introspected
    record DecisionRow(
            Verdict verdict,
            @Nullable RejectionReason reason,
            @Nullable String note,
            @Nullable String moderator,
            Instant decidedAt,
            int version) {}
}

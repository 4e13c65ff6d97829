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
import mizan.comment.RejectionReason;
import mizan.comment.Verdict;
import mizan.moderation.AuthorScope;
import org.jspecify.annotations.Nullable;

/** Reads the rows of the moderation queue, at positions that {@link QueuePositionRepository} has found. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface QueueRepository extends GenericRepository<QueueRow, UUID> {

    /**
     * Counts at most 1,000 pending comments of an author, so that a flood of comments does not slow its own review. An
     * author's comments are those in a range of clients: of all clients, or only of this one. A comment without a client has
     * no others. The article is described by the comment itself until one of its comments is approved.
     */
    String SELECT_QUEUE_ROW = """
            SELECT c.id, c.site, c.article, coalesce(a.url, c.article_url) AS article_url,
                   coalesce(a.title, c.article_title) AS article_title,
                   coalesce(a.comments, 'OPEN') AS article_comments,
                   c.parent_id, p.name AS parent_name, left(p.body, 2000) AS parent_body, p.status AS parent_status,
                   c.name, c.email_sealed, c.body, c.status, c.version, c.submitted_at, c.decided_at,
                   c.claimed_by, c.claimed_until, CAST(c.findings AS text) AS findings, c.score,
                   author.approved AS author_approved, author.rejected AS author_rejected,
                   pending.comments AS author_pending,
                   d.verdict, d.reason, d.note, d.legal_ground, d.moderator AS decided_by, d.decided_at AS decision_at,
                   d.version AS decision_version,
                   (SELECT CAST(jsonb_object_agg(counted.reason, counted.reports) AS text)
                      FROM (SELECT r.reason, count(*) AS reports
                              FROM report r
                             WHERE r.comment_id = c.id
                               AND r.reported_at >= coalesce(c.decided_at, c.submitted_at)
                             GROUP BY r.reason) counted) AS reports,
                   (SELECT CAST(jsonb_agg(jsonb_build_object('reason', noted.reason, 'note', noted.note)
                                          ORDER BY noted.reported_at) AS text)
                      FROM (SELECT r.reason, r.note, r.reported_at
                              FROM report r
                             WHERE r.comment_id = c.id
                               AND r.note IS NOT NULL
                               AND r.reported_at >= coalesce(c.decided_at, c.submitted_at)
                             ORDER BY r.reported_at
                             LIMIT 20) noted) AS report_notes,
                   (SELECT CAST(jsonb_agg(jsonb_build_object('id', open.id, 'noticedAt', open.noticed_at, 'name', open.name,
                                                             'explanation', open.explanation,
                                                             'childSexualAbuse', open.child_sexual_abuse,
                                                             'hasEmail', open.email_sealed IS NOT NULL)
                                          ORDER BY open.noticed_at) AS text)
                      FROM (SELECT n.*
                              FROM notice n
                             WHERE n.comment_id = c.id
                               AND n.explanation IS NOT NULL
                               AND (c.status = 'PENDING' OR n.comment_version = c.version)
                             ORDER BY n.noticed_at
                             LIMIT 20) open) AS notices
              FROM comment c
              LEFT JOIN article a ON a.site = c.site AND a.key = c.article
              LEFT JOIN comment p ON p.id = c.parent_id
              LEFT JOIN decision d ON d.comment_id = c.id AND d.version = c.version
             CROSS JOIN LATERAL (
                   SELECT CASE
                              WHEN CAST(:scope AS text) = 'ADDRESS' THEN CAST('' AS bytea)
                              ELSE coalesce(nullif(c.client, ''), sha256(''))
                          END AS lowest,
                          CASE
                              WHEN CAST(:scope AS text) = 'ADDRESS' THEN decode(repeat('ff', 17), 'hex')
                              ELSE coalesce(nullif(c.client, ''), sha256(''))
                          END AS highest) client
             CROSS JOIN LATERAL (
                   SELECT CAST(coalesce(sum(s.approved), 0) AS bigint) AS approved,
                          CAST(coalesce(sum(s.rejected), 0) AS bigint) AS rejected
                     FROM author_stats s
                    WHERE s.email_fingerprint = c.email_fingerprint
                      AND s.site = c.site
                      AND s.client BETWEEN client.lowest AND client.highest) author
             CROSS JOIN LATERAL (
                   SELECT count(*) AS comments
                     FROM (SELECT
                             FROM comment o
                            WHERE o.email_fingerprint = c.email_fingerprint
                              AND o.site = c.site
                              AND o.client BETWEEN client.lowest AND client.highest
                              AND o.status = 'PENDING'
                            LIMIT 1000) counted) pending
            """;

    @Query(SELECT_QUEUE_ROW + """
             WHERE c.id = :id
               AND c.status <> 'WITHDRAWN'
            """)
    Optional<QueueRow> find(UUID id, AuthorScope scope);

    @Query(SELECT_QUEUE_ROW + """
             WHERE c.id = ANY (ARRAY(SELECT unnest(CAST(:ids AS uuid[]))))
               AND c.status = 'PENDING'
               AND c.claimed_by = :claimant
             ORDER BY c.submitted_at, c.id
            """)
    List<QueueRow> findClaimed(String[] ids, String claimant, AuthorScope scope);

    @Query(SELECT_QUEUE_ROW + """
             WHERE c.id = ANY (ARRAY(SELECT unnest(CAST(:ids AS uuid[]))))
               AND c.status <> 'WITHDRAWN'
            """)
    List<QueueRow> findAll(@Nullable String[] ids, AuthorScope scope);

    @Query("""
            SELECT verdict, reason, note, legal_ground, moderator, decided_at, version
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
            @Nullable String legalGround,
            @Nullable String moderator,
            Instant decidedAt,
            int version) {}
}

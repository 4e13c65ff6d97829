package mizan.moderation.decision;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The statement that decides. It is the only one that writes tables of several packages: comment, decision, author
 * statistics, audit entry and outbox event change together or not at all. The article's row takes over title and URL from the first approved comment. Five statements
 * instead of one take a tenth longer for each decision.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface DecisionRepository extends GenericRepository<DecisionRepository.Row, UUID> {

    /**
     * Decides on comments. A comment is skipped if its version is another one, if it belongs to another site, if it already
     * has the status, or if another moderator's claim on it is live. A rejection may replace another one. An approval may
     * repeat another one if readers have reported the comment since: it settles their reports and notices. Rows are locked in the order of their ids, so that two batches cannot
     * deadlock.
     *
     * @param decisions a JSON array of {@link DecisionRow}; each id once
     * @param moderator the account's name; null for the service itself, which only takes reported comments back into the queue
     * @param sites the sites on which the moderator decides
     * @param batch null for a single decision
     * @param renewBefore claims that end before this instant are about to expire
     * @return the comments that were decided on
     */
    @Query("""
            WITH proposed AS (
                SELECT *
                  FROM json_to_recordset(CAST(:decisions AS json))
                    AS item (id uuid, version integer, verdict text, reason text, note text, legal_ground text,
                             at timestamptz, status text, decided_at timestamptz, action text)
            ), decidable AS (
                SELECT c.id, c.status AS previous_status, c.email_fingerprint, c.client, p.verdict, p.reason, p.note,
                       p.legal_ground, c.score > 0 AS automated_detection, p.at, p.status AS new_status, p.decided_at AS new_decided_at, p.action,
                       CASE WHEN c.version = 0 THEN p.at - c.submitted_at END AS time_to_decision
                  FROM comment c
                  JOIN proposed p ON p.id = c.id AND p.version = c.version
                 WHERE c.site = ANY (:sites)
                   AND c.status <> 'WITHDRAWN'
                   AND (c.status <> p.status
                        OR p.status = 'REJECTED'
                        OR EXISTS (SELECT
                                     FROM report r
                                    WHERE r.comment_id = c.id
                                      AND r.reported_at >= c.decided_at)
                        OR EXISTS (SELECT
                                     FROM notice n
                                    WHERE n.comment_id = c.id
                                      AND n.explanation IS NOT NULL
                                      AND n.comment_version = c.version))
                   AND (c.claimed_until IS NULL OR c.claimed_until <= p.at OR c.claimed_by = CAST(:moderator AS text))
                 ORDER BY c.id
                   FOR NO KEY UPDATE OF c -- does not block replies, which lock the parent's key
            ), decided AS (
                UPDATE comment c
                   SET status = d.new_status,
                       version = c.version + 1,
                       decided_at = d.new_decided_at,
                       claimed_by = NULL,
                       claimed_until = NULL
                  FROM decidable d
                 WHERE c.id = d.id
                RETURNING c.id, c.version, c.site, c.article, c.status, d.previous_status, d.email_fingerprint,
                          d.client, c.article_url, c.article_title,
                          d.verdict, d.reason, d.note, d.legal_ground, d.automated_detection, d.at, d.action, d.time_to_decision
            ), recorded AS (
                INSERT INTO decision (
                       comment_id, version, verdict, reason, note, legal_ground, automated_detection, moderator, decided_at,
                       batch_id, site, time_to_decision)
                SELECT id, version, verdict, reason, note, legal_ground, automated_detection, CAST(:moderator AS text), at,
                       CAST(:batch AS uuid), site, time_to_decision
                  FROM decided
            ), counted AS (
                INSERT INTO author_stats AS stats (email_fingerprint, site, client, approved, rejected)
                SELECT email_fingerprint, site, client,
                       count(*) FILTER (WHERE status = 'APPROVED') - count(*) FILTER (WHERE previous_status = 'APPROVED'),
                       count(*) FILTER (WHERE status = 'REJECTED') - count(*) FILTER (WHERE previous_status = 'REJECTED')
                  FROM decided
                 WHERE email_fingerprint IS NOT NULL
                 GROUP BY email_fingerprint, site, client
                 ORDER BY email_fingerprint, site, client
                    ON CONFLICT (email_fingerprint, site, client)
                    DO UPDATE SET approved = stats.approved + EXCLUDED.approved,
                                  rejected = stats.rejected + EXCLUDED.rejected
            ), undescribed AS (
                SELECT a.site, a.key, d.article_url, d.article_title
                  FROM (SELECT DISTINCT ON (site, article) site, article, article_url, article_title
                          FROM decided
                         WHERE status = 'APPROVED'
                           AND (article_url IS NOT NULL OR article_title IS NOT NULL)
                         ORDER BY site, article, id) d
                  JOIN article a ON a.site = d.site AND a.key = d.article
                 WHERE a.url IS NULL
                    OR a.title IS NULL
                 ORDER BY a.site, a.key
                   FOR NO KEY UPDATE OF a
            ), described AS (
                UPDATE article a
                   SET url = coalesce(a.url, u.article_url),
                       title = coalesce(a.title, u.article_title)
                  FROM undescribed u
                 WHERE a.site = u.site
                   AND a.key = u.key
            ), audited AS (
                INSERT INTO audit_entry (at, moderator, action, comment_id, detail)
                SELECT at, CAST(:moderator AS text), action, id, reason
                  FROM decided
                 ORDER BY id
            ), published AS (
                INSERT INTO outbox_event (at, comment_id, site, article, status, version, moderator)
                SELECT at, id, site, article, status, version, CAST(:moderator AS text)
                  FROM decided
                 ORDER BY id
            )
            SELECT id, version, site, article,
                   EXISTS (SELECT
                             FROM comment other
                            WHERE other.claimed_by = CAST(:moderator AS text)
                              AND other.claimed_until > decided.at
                              AND other.claimed_until < CAST(:renewBefore AS timestamptz)
                              AND other.id NOT IN (SELECT id FROM decided)) AS has_expiring_claims
              FROM decided
             ORDER BY id
            """)
    List<Row> decide(
            String decisions, @Nullable String moderator, String[] sites, @Nullable UUID batch, Instant renewBefore);

    /** A comment that was decided on. An entity, because only entities can be read from a statement that writes. */
    @MappedEntity
    record Row(@Id UUID id, int version, String site, String article, boolean hasExpiringClaims) {}
}

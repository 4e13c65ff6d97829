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

@JdbcRepository(dialect = Dialect.POSTGRES)
interface DecisionRepository extends GenericRepository<DecisionRepository.Row, UUID> {

    /**
     * Statuses, decisions, the authors' numbers, audit entries and announcements in one statement: with one for each, a
     * decision takes a tenth longer. What does not fit is left alone: another version, another site, a comment that
     * somebody else holds. Rows are locked in the order of their keys, so that two batches never wait for each other.
     *
     * @param ids each once; the other arrays up to the moments have an element for each of them
     * @param deciders a moderator for each of the sites, where they decide
     * @param now when the outbox hears of it
     * @param soon when claims are about to end that end before it
     */
    @Query("""
            WITH proposed AS (
                SELECT id, version, verdict, reason, note, moderator, at
                  FROM unnest(CAST(:ids AS uuid[]), CAST(:versions AS integer[]), CAST(:verdicts AS text[]),
                              CAST(:reasons AS text[]), CAST(:notes AS text[]), CAST(:moderators AS text[]),
                              CAST(:moments AS timestamptz[]))
                    AS item (id, version, verdict, reason, note, moderator, at)
            ), own AS (
                SELECT moderator, site
                  FROM unnest(CAST(:deciders AS text[]), CAST(:sites AS text[])) AS item (moderator, site)
            ), fitting AS (
                SELECT c.id, c.status, c.email_fingerprint, p.verdict, p.reason, p.note, p.moderator, p.at,
                       CASE WHEN c.version = 0 THEN p.at - c.submitted_at END AS waited
                  FROM comment c
                  JOIN proposed p ON p.id = c.id AND p.version = c.version
                 WHERE EXISTS (SELECT FROM own WHERE own.moderator = p.moderator AND own.site = c.site)
                   AND c.status <> 'WITHDRAWN'
                   AND (c.status = 'PENDING') = (p.verdict <> 'REOPEN')
                   AND (c.claimed_until IS NULL OR c.claimed_until <= p.at OR c.claimed_by = p.moderator)
                 ORDER BY c.id
                   FOR NO KEY UPDATE OF c -- replies to it, which hold its key, need not wait
            ), decided AS (
                UPDATE comment c
                   SET status = CASE f.verdict WHEN 'APPROVE' THEN 'APPROVED' WHEN 'REJECT' THEN 'REJECTED' ELSE 'PENDING' END,
                       version = c.version + 1,
                       decided_at = CASE WHEN f.verdict = 'REOPEN' THEN NULL ELSE f.at END,
                       claimed_by = NULL,
                       claimed_until = NULL
                  FROM fitting f
                 WHERE c.id = f.id
                RETURNING c.id, c.version, c.site, c.article, c.status AS made, f.status AS was, f.email_fingerprint,
                          f.verdict, f.reason, f.note, f.moderator, f.at, f.waited
            ), written AS (
                INSERT INTO decision (
                       comment_id, version, verdict, reason, note, moderator, decided_at, batch_id, site, waited)
                SELECT id, version, verdict, reason, note, moderator, at, CAST(:batch AS uuid), site, waited
                  FROM decided
            ), counted AS (
                INSERT INTO author_record AS known (email_fingerprint, site, approved, rejected)
                SELECT email_fingerprint, site,
                       count(*) FILTER (WHERE made = 'APPROVED') - count(*) FILTER (WHERE was = 'APPROVED'),
                       count(*) FILTER (WHERE made = 'REJECTED') - count(*) FILTER (WHERE was = 'REJECTED')
                  FROM decided
                 WHERE email_fingerprint IS NOT NULL
                 GROUP BY email_fingerprint, site
                 ORDER BY email_fingerprint, site
                    ON CONFLICT (email_fingerprint, site)
                    DO UPDATE SET approved = known.approved + EXCLUDED.approved,
                                  rejected = known.rejected + EXCLUDED.rejected
            ), recorded AS (
                INSERT INTO audit_entry (at, moderator, action, comment_id, detail)
                SELECT at, moderator,
                       CASE verdict
                            WHEN 'APPROVE' THEN 'COMMENT_APPROVED'
                            WHEN 'REJECT' THEN 'COMMENT_REJECTED'
                            ELSE 'COMMENT_REOPENED'
                       END,
                       id, reason
                  FROM decided
                 ORDER BY id
            ), announced AS (
                INSERT INTO outbox (at, comment_id, site, article, status, version, moderator)
                SELECT CAST(:now AS timestamptz), id, site, article, made, version, moderator
                  FROM decided
                 ORDER BY id
            )
            SELECT id, version, site, article,
                   EXISTS (SELECT
                             FROM comment held
                            WHERE held.claimed_by = decided.moderator
                              AND held.claimed_until > decided.at
                              AND held.claimed_until < CAST(:soon AS timestamptz)
                              AND held.id NOT IN (SELECT id FROM decided)) AS claims_ending
              FROM decided
             ORDER BY id
            """)
    List<Row> decide(
            @Nullable String[] ids,
            Integer[] versions,
            @Nullable String[] verdicts,
            @Nullable String[] reasons,
            @Nullable String[] notes,
            @Nullable String[] moderators,
            @Nullable String[] moments,
            String[] deciders,
            String[] sites,
            @Nullable UUID batch,
            Instant now,
            Instant soon);

    /** A comment that was decided on. An entity, as only these can be read from a statement that writes. */
    @MappedEntity
    record Row(@Id UUID id, int version, String site, String article, boolean claimsEnding) {}
}

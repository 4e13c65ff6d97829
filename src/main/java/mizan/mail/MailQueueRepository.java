package mizan.mail;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface MailQueueRepository extends GenericRepository<MailRow, UUID> {

    /** One replica plans at a time. The lock ends with the transaction. */
    @Query("""
            SELECT count(*)
              FROM pg_advisory_xact_lock(hashtext('mizan.mail'))
            """)
    long lock();

    /**
     * Queues the mails that ask for a confirmation: one for each address, and none for an address that was asked within a day.
     *
     * @param perHour the number of these mails that may be queued in an hour
     */
    @Query("""
            WITH due AS (
                SELECT DISTINCT ON (r.fingerprint) r.id
                  FROM mail_recipient r
                 WHERE r.is_requested
                   AND NOT EXISTS (SELECT
                                     FROM mail_recipient other
                                    WHERE other.fingerprint = r.fingerprint
                                      AND other.requested_at > CAST(:now AS timestamptz) - CAST('1 day' AS interval))
                 ORDER BY r.fingerprint, r.id
                 LIMIT greatest(0, :perHour - (SELECT count(*)
                                                 FROM mail
                                                WHERE kind = 'CONFIRMATION'
                                                  AND created_at > CAST(:now AS timestamptz) - CAST('1 hour' AS interval)))
            ), requested AS (
                UPDATE mail_recipient r
                   SET is_requested = false,
                       requests = r.requests + 1,
                       requested_at = :now
                  FROM due
                 WHERE r.id = due.id
                RETURNING r.id
            ), queued AS (
                INSERT INTO mail (id, kind, recipient_id, state, due_at, created_at)
                SELECT gen_random_uuid(), 'CONFIRMATION', id, 'WAITING', :now, :now
                  FROM requested
                RETURNING 1
            )
            SELECT count(*)
              FROM queued
            """)
    long queueConfirmations(Instant now, int perHour);

    /**
     * Queues the mails on decisions of moderators, and deletes the requests for them. A decision that moderators may still
     * undo is not told yet. A recipient who has had many mails gets the next ones later.
     */
    @Query("""
            WITH decided AS (
                SELECT n.comment_id, n.recipient_id,
                       row_number() OVER (PARTITION BY n.recipient_id ORDER BY n.requested_at, n.comment_id) AS number,
                       (SELECT count(*)
                          FROM mail m
                         WHERE m.recipient_id = n.recipient_id
                           AND m.created_at > CAST(:now AS timestamptz) - CAST('1 day' AS interval)) AS mails
                  FROM notification_request n
                  JOIN mail_recipient r ON r.id = n.recipient_id AND r.state = 'CONFIRMED'
                  JOIN comment c ON c.id = n.comment_id
                  JOIN decision d ON d.comment_id = c.id AND d.version = c.version
                 WHERE c.status IN ('APPROVED', 'REJECTED')
                   AND c.email_sealed IS NOT NULL
                   AND c.decided_at <= :decidedBefore
                   AND d.moderator IS NOT NULL
            ), told AS (
                DELETE FROM notification_request n
                 USING decided d
                 WHERE n.comment_id = d.comment_id
                   AND d.mails + d.number <= :perDay
                RETURNING n.comment_id, n.recipient_id
            ), queued AS (
                INSERT INTO mail (id, kind, recipient_id, comment_id, state, due_at, created_at)
                SELECT gen_random_uuid(), 'DECISION', recipient_id, comment_id, 'WAITING', :now, :now
                  FROM told
                    ON CONFLICT (comment_id) DO NOTHING
                RETURNING 1
            )
            SELECT count(*)
              FROM queued
            """)
    long queueDecisions(Instant now, Instant decidedBefore, int perDay);

    /** Takes the next mail that is due. Until {@code lease} no other replica takes it. */
    @Query("""
            WITH taken AS (
                UPDATE mail
                   SET attempts = attempts + 1,
                       due_at = :lease
                 WHERE id = (SELECT id
                               FROM mail
                              WHERE state = 'WAITING'
                                AND due_at <= :now
                              ORDER BY due_at
                              LIMIT 1
                                FOR UPDATE SKIP LOCKED)
                RETURNING id, kind, recipient_id, comment_id, attempts, created_at
            )
            SELECT id, kind, recipient_id, comment_id, attempts, created_at
              FROM taken
            """)
    List<MailRow> take(Instant now, Instant lease);

    @Query("""
            UPDATE mail
               SET state = :state,
                   ended_at = :now
             WHERE id = :id
               AND state = 'WAITING'
            """)
    void end(UUID id, MailState state, Instant now);

    @Query("""
            UPDATE mail
               SET due_at = :dueAt
             WHERE id = :id
               AND state = 'WAITING'
            """)
    void retry(UUID id, Instant dueAt);

    /** A comment with the decision on it, for the mail to its author. */
    @Query("""
            SELECT c.site, c.status, c.submitted_at, d.reason, a.url AS article_url
              FROM comment c
              JOIN decision d ON d.comment_id = c.id AND d.version = c.version
              LEFT JOIN article a ON a.site = c.site AND a.key = c.article
             WHERE c.id = :comment
               AND c.email_sealed IS NOT NULL
               AND c.status IN ('APPROVED', 'REJECTED')
            """)
    Optional<DecidedComment> decided(UUID comment);

    /** The site of the last comment for which a recipient wants a mail. */
    @Query("""
            SELECT c.site
              FROM notification_request n
              JOIN comment c ON c.id = n.comment_id
             WHERE n.recipient_id = :recipient
             ORDER BY n.requested_at DESC
             LIMIT 1
            """)
    Optional<String> site(UUID recipient);

    @Query("""
            DELETE FROM mail
             WHERE comment_id = ANY (CAST(:comments AS uuid[]))
            """)
    void deleteOfComments(String[] comments);

    /** The retention period of these comments is over. */
    @Query("""
            DELETE FROM mail m
             USING comment c
             WHERE c.id = m.comment_id
               AND c.email_sealed IS NULL
            """)
    void deleteOfErased();

    @Query("""
            WITH deleted AS (
                DELETE FROM mail
                 WHERE id IN (SELECT id
                                FROM mail
                               WHERE ended_at <= :before
                               LIMIT :limit
                                 FOR UPDATE SKIP LOCKED)
                RETURNING 1
            )
            SELECT count(*)
              FROM deleted
            """)
    long deleteEnded(Instant before, int limit);

    @Query("""
            SELECT count(*) FILTER (WHERE state = 'WAITING') AS waiting,
                   count(*) FILTER (WHERE state = 'PARKED') AS parked,
                   min(created_at) FILTER (WHERE state = 'WAITING') AS oldest_at
              FROM mail
            """)
    Backlog backlog();

    /** @param oldestAt null if none is waiting */
    @Introspected
    record Backlog(long waiting, long parked, @Nullable Instant oldestAt) {}
}

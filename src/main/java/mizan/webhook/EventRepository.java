package mizan.webhook;

import io.micronaut.data.annotation.ParameterExpression;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.UUID;

/** Adds deliveries of events to a webhook. An event that was added before is not added again. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface EventRepository extends GenericRepository<DeliveryRepository.DueRow, Long> {

    /** Adds the comments of a site with ids from a bound on. Those of blocked authors are left out: they are never pending. */
    @Query("""
            WITH added AS (
                INSERT INTO webhook_delivery (
                       webhook_id, event, comment_id, article, version, occurred_at, next_attempt_at, give_up_at)
                SELECT :webhook, 'COMMENT_SUBMITTED', c.id, c.article, 0, c.submitted_at,
                       CAST(:now AS timestamptz), CAST(:giveUpAt AS timestamptz)
                  FROM comment c
                 WHERE c.id >= :first
                   AND c.site = :site
                   AND (c.findings IS NULL OR NOT c.findings @> '[{"rule": "blocked"}]')
                 ORDER BY c.id
                    ON CONFLICT (webhook_id, event, comment_id, version) DO NOTHING
                RETURNING 1
            )
            SELECT count(*)
              FROM added
            """)
    @ParameterExpression(name = "webhook", expression = "#{reading.webhook()}")
    @ParameterExpression(name = "site", expression = "#{reading.site()}")
    @ParameterExpression(name = "now", expression = "#{reading.now()}")
    @ParameterExpression(name = "giveUpAt", expression = "#{reading.giveUpAt()}")
    long addSubmitted(Reading reading, UUID first);

    /** Adds the reported comments of a site: each once, until a decision about it. */
    @Query("""
            WITH added AS (
                INSERT INTO webhook_delivery (
                       webhook_id, event, comment_id, article, version, occurred_at, next_attempt_at, give_up_at)
                SELECT :webhook, 'COMMENT_REPORTED', c.id, c.article, c.version, reported.at,
                       CAST(:now AS timestamptz), CAST(:giveUpAt AS timestamptz)
                  FROM (SELECT r.comment_id, min(r.reported_at) AS at
                          FROM report r
                         WHERE r.site = :site
                           AND r.reported_at >= :since
                         GROUP BY r.comment_id) reported
                  JOIN comment c ON c.id = reported.comment_id
                 ORDER BY reported.at, c.id
                    ON CONFLICT (webhook_id, event, comment_id, version) DO NOTHING
                RETURNING 1
            )
            SELECT count(*)
              FROM added
            """)
    @ParameterExpression(name = "webhook", expression = "#{reading.webhook()}")
    @ParameterExpression(name = "site", expression = "#{reading.site()}")
    @ParameterExpression(name = "now", expression = "#{reading.now()}")
    @ParameterExpression(name = "giveUpAt", expression = "#{reading.giveUpAt()}")
    long addReported(Reading reading, Instant since);

    /** Adds events of the outbox. */
    @Query("""
            WITH added AS (
                INSERT INTO webhook_delivery (
                       webhook_id, event, comment_id, article, version, occurred_at, next_attempt_at, give_up_at)
                SELECT :webhook, CASE WHEN o.status = 'PENDING' THEN 'COMMENT_REOPENED' ELSE 'COMMENT_' || o.status END,
                       o.comment_id, o.article, o.version, o.at, CAST(:now AS timestamptz), CAST(:giveUpAt AS timestamptz)
                  FROM outbox_event o
                 WHERE o.id = ANY (CAST(:ids AS bigint[]))
                 ORDER BY o.id
                    ON CONFLICT (webhook_id, event, comment_id, version) DO NOTHING
                RETURNING 1
            )
            SELECT count(*)
              FROM added
            """)
    @ParameterExpression(name = "webhook", expression = "#{reading.webhook()}")
    @ParameterExpression(name = "now", expression = "#{reading.now()}")
    @ParameterExpression(name = "giveUpAt", expression = "#{reading.giveUpAt()}")
    long addOutboxEvents(Reading reading, Long[] ids);

    /** Adds an event without a comment. */
    @Query("""
            WITH added AS (
                INSERT INTO webhook_delivery (webhook_id, event, occurred_at, next_attempt_at, give_up_at)
                VALUES (:webhook, :event, CAST(:now AS timestamptz), CAST(:now AS timestamptz),
                        CAST(:giveUpAt AS timestamptz))
                RETURNING 1
            )
            SELECT count(*)
              FROM added
            """)
    @ParameterExpression(name = "webhook", expression = "#{reading.webhook()}")
    @ParameterExpression(name = "now", expression = "#{reading.now()}")
    @ParameterExpression(name = "giveUpAt", expression = "#{reading.giveUpAt()}")
    long add(Reading reading, String event);

    /** Whether a comment has been pending since before an instant. */
    @Query("""
            SELECT EXISTS (SELECT
                             FROM comment
                            WHERE site = :site
                              AND status = 'PENDING'
                              AND submitted_at < :before)
            """)
    boolean hasPendingBefore(String site, Instant before);

    /**
     * Reads events for a webhook.
     *
     * @param giveUpAt when deliveries of these events are parked if they still fail
     */
    record Reading(UUID webhook, String site, Instant now, Instant giveUpAt) {}
}

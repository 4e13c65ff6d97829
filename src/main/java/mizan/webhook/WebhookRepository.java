package mizan.webhook;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.ParameterExpression;
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
interface WebhookRepository extends GenericRepository<WebhookRepository.Row, UUID> {

    @Query("""
            WITH added AS (
                INSERT INTO webhook (id, site, url, events, secret_sealed, read_at, created_at, created_by)
                VALUES (:id, :site, :url, CAST(:events AS text[]), :secretSealed, :createdAt, :createdAt,
                        nullif(:createdBy, ''))
                RETURNING 1
            )
            SELECT count(*)
              FROM added
            """)
    @ParameterExpression(name = "id", expression = "#{webhook.id()}")
    @ParameterExpression(name = "site", expression = "#{webhook.site()}")
    @ParameterExpression(name = "url", expression = "#{webhook.url()}")
    @ParameterExpression(name = "createdAt", expression = "#{webhook.createdAt()}")
    long add(Webhook webhook, String[] events, byte[] secretSealed, String createdBy);

    @Query("""
            SELECT count(*)
              FROM webhook
            """)
    long count();

    /**
     * All webhooks, and whether one has something to read or to send. The conditions are those of {@link #lock} and the
     * statements after it, and of {@link DeliveryRepository#claim}: an idle webhook costs a part of this statement only.
     */
    @Query("""
            SELECT w.id,
                   w.read_at <= :readBefore
                   OR pg_snapshot_xmax(CAST(w.snapshot AS pg_snapshot)) > pg_snapshot_xmax(pg_current_snapshot())
                   OR EXISTS (SELECT
                                FROM webhook_delivery d
                               WHERE d.webhook_id = w.id
                                 AND d.state = 'PENDING'
                                 AND d.next_attempt_at <= :now
                                 AND NOT EXISTS (SELECT
                                                   FROM webhook_delivery earlier
                                                  WHERE earlier.webhook_id = d.webhook_id
                                                    AND earlier.comment_id = d.comment_id
                                                    AND earlier.state = 'PENDING'
                                                    AND earlier.id < d.id))
                   OR EXISTS (SELECT
                                FROM outbox_event o
                               WHERE (o.transaction_id >= pg_snapshot_xmax(CAST(w.snapshot AS pg_snapshot))
                                      OR o.transaction_id = ANY (ARRAY(SELECT pg_snapshot_xip(CAST(w.snapshot AS pg_snapshot)))))
                                 AND o.site = w.site
                                 AND CASE WHEN o.status = 'PENDING' THEN 'COMMENT_REOPENED' ELSE 'COMMENT_' || o.status END
                                         = ANY (w.events))
                   OR 'COMMENT_SUBMITTED' = ANY (w.events)
                      AND EXISTS (SELECT
                                    FROM comment c
                                   WHERE c.id >= CAST(lpad(to_hex(CAST(floor(extract(epoch FROM since.at) * 1000) AS bigint)),
                                                           12, '0') || repeat('0', 20) AS uuid) -- of version 7
                                     AND c.site = w.site
                                     AND (c.findings IS NULL OR NOT c.findings @> '[{"rule": "blocked"}]')
                                     AND NOT EXISTS (SELECT
                                                       FROM webhook_delivery d
                                                      WHERE d.webhook_id = w.id
                                                        AND d.event = 'COMMENT_SUBMITTED'
                                                        AND d.comment_id = c.id))
                   OR 'COMMENT_REPORTED' = ANY (w.events)
                      AND EXISTS (SELECT
                                    FROM report r
                                    JOIN comment c ON c.id = r.comment_id
                                   WHERE r.site = w.site
                                     AND r.reported_at >= since.at
                                     AND NOT EXISTS (SELECT
                                                       FROM webhook_delivery d
                                                      WHERE d.webhook_id = w.id
                                                        AND d.event = 'COMMENT_REPORTED'
                                                        AND d.comment_id = c.id
                                                        AND d.version = c.version))
                   OR 'QUEUE_OVERDUE' = ANY (w.events)
                      AND w.overdue <> EXISTS (SELECT
                                                 FROM comment c
                                                WHERE c.site = w.site
                                                  AND c.status = 'PENDING'
                                                  AND c.submitted_at < :overdueBefore)
                   AS has_work
              FROM webhook w
             CROSS JOIN LATERAL (SELECT greatest(w.read_at - make_interval(secs => :overlap), w.created_at) AS at) since
             ORDER BY w.id
            """)
    List<WorkRow> findWork(Instant now, Instant readBefore, double overlap, Instant overdueBefore);

    @Query("""
            SELECT w.id, w.site, w.url, w.events, w.created_at, w.created_by,
                   (SELECT count(*) FROM webhook_delivery d WHERE d.webhook_id = w.id AND d.state = 'PENDING') AS pending,
                   (SELECT count(*) FROM webhook_delivery d WHERE d.webhook_id = w.id AND d.state = 'PARKED') AS parked
              FROM webhook w
             ORDER BY w.site, w.id
            """)
    List<Row> findAll();

    @Query("""
            DELETE FROM webhook
             WHERE id = :id
            """)
    int delete(UUID id);

    /** The URL, and the secrets that are valid at an instant. */
    @Query("""
            SELECT id, url, site, secret_sealed,
                   CASE WHEN previous_secret_until > :now THEN previous_secret_sealed END AS previous_secret_sealed
              FROM webhook
             WHERE id = :id
            """)
    Optional<TargetRow> findTarget(UUID id, Instant now);

    /** Replaces the secret. The previous one stays valid for a while. */
    @Query("""
            UPDATE webhook
               SET secret_sealed = :secretSealed,
                   previous_secret_sealed = secret_sealed,
                   previous_secret_until = CAST(:until AS timestamptz)
             WHERE id = :id
            """)
    int rotate(UUID id, byte[] secretSealed, Instant until);

    @Query("""
            SELECT id, secret_sealed, previous_secret_sealed
              FROM webhook
             ORDER BY id
            """)
    List<SecretRow> findSecrets();

    /** Replaces both secrets by the same ones under another key, unless they were rotated in the meantime. */
    @Query("""
            UPDATE webhook
               SET secret_sealed = :secret,
                   previous_secret_sealed = :previous
             WHERE id = :id
               AND secret_sealed = :old
            """)
    int reseal(UUID id, byte[] old, byte[] secret, @jakarta.annotation.Nullable byte @Nullable [] previous);

    /** Locks a webhook to read events for it. Empty if another replica does this, or if it was deleted. */
    @Query("""
            SELECT id, site, events, created_at, read_at, overdue,
                   CASE WHEN pg_snapshot_xmax(CAST(snapshot AS pg_snapshot)) > pg_snapshot_xmax(pg_current_snapshot())
                        THEN CAST(pg_current_snapshot() AS text) -- of another cluster, before a restore
                        ELSE snapshot
                    END AS snapshot
              FROM webhook
             WHERE id = :id
               FOR UPDATE SKIP LOCKED
            """)
    Optional<PositionRow> lock(UUID id);

    @Query("""
            UPDATE webhook
               SET snapshot = :snapshot,
                   read_at = :readAt,
                   overdue = :overdue
             WHERE id = :id
            """)
    int move(UUID id, String snapshot, Instant readAt, boolean overdue);

    @Introspected
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Row(
            UUID id,
            String site,
            String url,
            String[] events,
            Instant createdAt,
            @Nullable String createdBy,
            long pending,
            long parked) {

        Webhook toWebhook() {
            return new Webhook(
                    id,
                    site,
                    url,
                    List.of(events).stream().map(WebhookEvent::valueOf).toList(),
                    createdAt,
                    createdBy,
                    pending,
                    parked);
        }
    }

    @Introspected
    record WorkRow(UUID id, boolean hasWork) {}

    @Introspected
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record TargetRow(
            UUID id,
            String url,
            String site,
            byte[] secretSealed,
            @jakarta.annotation.Nullable byte @Nullable [] previousSecretSealed) {}

    @Introspected
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record SecretRow(
            UUID id,
            byte[] secretSealed,
            @jakarta.annotation.Nullable byte @Nullable [] previousSecretSealed) {}

    @Introspected
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record PositionRow(
            UUID id,
            String site,
            String[] events,
            Instant createdAt,
            Instant readAt,
            boolean overdue,
            String snapshot) {}
}

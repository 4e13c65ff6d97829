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

    @Query("""
            SELECT id
              FROM webhook
             ORDER BY id
            """)
    List<UUID> findIds();

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

package mizan.webhook;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.micronaut.core.annotation.Introspected;
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

/** The state of deliveries: claims what is due, and stores results. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface DeliveryRepository extends GenericRepository<DeliveryRepository.DueRow, Long> {

    /**
     * Claims due deliveries until the end of a lease, the oldest first. Of one comment it claims only the oldest that is not
     * delivered yet, so a comment's events arrive in their order. Two replicas never claim the same delivery.
     */
    @Query("""
            WITH due AS (
                SELECT d.id
                  FROM webhook_delivery d
                 WHERE d.webhook_id = :webhook
                   AND d.state = 'PENDING'
                   AND d.next_attempt_at <= :now
                   AND NOT EXISTS (SELECT
                                     FROM webhook_delivery earlier
                                    WHERE earlier.webhook_id = d.webhook_id
                                      AND earlier.comment_id = d.comment_id
                                      AND earlier.state = 'PENDING'
                                      AND earlier.id < d.id)
                 ORDER BY d.id
                 LIMIT :limit
                   FOR NO KEY UPDATE OF d SKIP LOCKED
            ), claimed AS (
                UPDATE webhook_delivery d
                   SET next_attempt_at = CAST(:lease AS timestamptz)
                  FROM due
                 WHERE d.id = due.id
                RETURNING d.id, d.message_id, d.event, d.comment_id, d.article, d.version, d.occurred_at, d.attempts,
                          d.give_up_at
            )
            SELECT *
              FROM claimed
             ORDER BY id
            """)
    List<DueRow> claim(UUID webhook, Instant now, Instant lease, int limit);

    /** @param results a JSON array of {@link Result} */
    @Query("""
            WITH ended AS (
                UPDATE webhook_delivery d
                   SET state = r.state,
                       attempts = r.attempts,
                       result = r.result,
                       next_attempt_at = r.next_attempt_at,
                       ended_at = CASE WHEN r.state <> 'PENDING' THEN CAST(:now AS timestamptz) END
                  FROM json_to_recordset(CAST(:results AS json))
                    AS r (id bigint, state text, attempts integer, result text, next_attempt_at timestamptz)
                 WHERE d.id = r.id
                   AND d.state = 'PENDING'
                RETURNING 1
            )
            SELECT count(*)
              FROM ended
            """)
    long store(String results, Instant now);

    @Query("""
            SELECT id, message_id, event, comment_id AS comment, occurred_at, state, attempts, next_attempt_at, result
              FROM webhook_delivery
             WHERE webhook_id = :webhook
               AND state <> 'DELIVERED'
             ORDER BY id
             LIMIT :limit
            """)
    List<Delivery> findUndelivered(UUID webhook, int limit);

    @Query("""
            SELECT id, message_id, event, comment_id AS comment, occurred_at, state, attempts, next_attempt_at, result
              FROM webhook_delivery
             WHERE webhook_id = :webhook
               AND state = 'DELIVERED'
             ORDER BY id DESC
             LIMIT :limit
            """)
    List<Delivery> findLastDelivered(UUID webhook, int limit);

    /** Makes parked deliveries pending again. */
    @Query("""
            UPDATE webhook_delivery
               SET state = 'PENDING',
                   ended_at = NULL,
                   attempts = 0,
                   next_attempt_at = :now,
                   give_up_at = CAST(:giveUpAt AS timestamptz)
             WHERE webhook_id = :webhook
               AND state = 'PARKED'
            """)
    int redeliver(UUID webhook, Instant now, Instant giveUpAt);

    /** Deletes deliveries in a state that ended before an instant. */
    @Query("""
            WITH deleted AS (
                DELETE FROM webhook_delivery
                 WHERE id = ANY (ARRAY(SELECT id
                                         FROM webhook_delivery
                                        WHERE state = :state
                                          AND ended_at <= :before
                                        ORDER BY ended_at
                                        LIMIT :limit))
                RETURNING 1
            )
            SELECT count(*)
              FROM deleted
            """)
    long deleteBefore(String state, Instant before, int limit);

    @Query("""
            SELECT (SELECT count(*) FROM webhook_delivery WHERE state = 'PENDING') AS pending,
                   (SELECT count(*) FROM webhook_delivery WHERE state = 'PARKED') AS parked,
                   (SELECT min(occurred_at) FROM webhook_delivery WHERE state = 'PENDING') AS oldest_at
            """)
    Totals totals();

    /** A delivery that this replica has claimed. An entity, because only entities can be read from a statement that writes. */
    @MappedEntity
    record DueRow(
            @Id long id,
            UUID messageId,
            String event,
            @Nullable UUID commentId,
            @Nullable String article,
            @Nullable Integer version,
            Instant occurredAt,
            int attempts,
            Instant giveUpAt) {}

    /** How an attempt ended. */
    @Introspected
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Result(long id, String state, int attempts, String result, Instant nextAttemptAt) {}

    @Introspected
    record Totals(long pending, long parked, @Nullable Instant oldestAt) {}
}

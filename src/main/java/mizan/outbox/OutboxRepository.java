package mizan.outbox;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface OutboxRepository extends GenericRepository<OutboxRepository.Row, Long> {

    /**
     * Inserts events. An event that exists already stays as it is: after the restore of some tables, the same erasure is
     * replayed.
     *
     * @param events a JSON array of {@link OutboxEvent}
     */
    @Query("""
            WITH inserted AS (
                INSERT INTO outbox_event (at, comment_id, site, article, status, version, moderator)
                SELECT CAST(:at AS timestamptz), comment, site, article, status, version, by
                  FROM json_to_recordset(CAST(:events AS json))
                    AS event (comment uuid, site text, article text, status text, version integer, by text)
                    ON CONFLICT (comment_id, version) WHERE status <> 'AUTHOR_ERASED' DO NOTHING
                RETURNING 1
            )
            SELECT count(*)
              FROM inserted
            """)
    long insert(Instant at, String events);

    /** The current snapshot: PostgreSQL's pg_snapshot as text, with xmin, xmax and the running transactions between. */
    @Query("""
            SELECT CAST(pg_current_snapshot() AS text)
            """)
    String snapshot();

    /**
     * The events that are visible in the later snapshot but not in the earlier one, ordered by transaction, after a row of a
     * transaction. The first part reads the transactions that were running at the earlier snapshot, the second part those
     * that began later. Each part starts at its own index position, so no long transaction in the cluster delays it.
     */
    @Query("""
            SELECT id, comment_id, site, article, status, version, moderator, CAST(transaction_id AS text) AS transaction_id
              FROM ((SELECT *
                       FROM outbox_event
                      WHERE transaction_id = ANY (ARRAY(SELECT pg_snapshot_xip(CAST(:earlier AS pg_snapshot))))
                        AND (transaction_id, id) > (CAST(:transactionId AS xid8), CAST(:id AS bigint))
                        AND pg_visible_in_snapshot(transaction_id, CAST(:later AS pg_snapshot))
                      ORDER BY outbox_event.transaction_id, id
                      LIMIT :limit)
                     UNION ALL
                    (SELECT *
                       FROM outbox_event
                      WHERE (transaction_id, id) >
                                (greatest(CAST(:transactionId AS xid8), pg_snapshot_xmax(CAST(:earlier AS pg_snapshot))),
                                 CASE WHEN CAST(:transactionId AS xid8) >= pg_snapshot_xmax(CAST(:earlier AS pg_snapshot))
                                      THEN CAST(:id AS bigint)
                                      ELSE 0
                                  END)
                        AND pg_visible_in_snapshot(transaction_id, CAST(:later AS pg_snapshot))
                      ORDER BY outbox_event.transaction_id, id
                      LIMIT :limit)) AS missing
             ORDER BY missing.transaction_id, id
             LIMIT :limit
            """)
    List<TransactionRow> findBetween(String earlier, String later, String transactionId, long id, int limit);

    @Query("""
            SELECT coalesce(max(id), 0)
              FROM outbox_event
            """)
    long maxId();

    /** Events that were committed after an event have ids above this bound: ids are assigned before the commit. */
    @Query("""
            SELECT coalesce(min(id), 0) - 1
              FROM outbox_event
             WHERE at >= (SELECT seen.at FROM outbox_event seen WHERE seen.id <= :id ORDER BY seen.id DESC LIMIT 1)
                             - CAST('10 s' AS interval)
            """)
    long lowerBound(long id);

    @Query("""
            SELECT id, comment_id, site, article, status, version, moderator
              FROM outbox_event
             WHERE id > :above
               AND id <> :known
               AND (CAST(:sites AS text[]) IS NULL OR site = ANY (CAST(:sites AS text[])))
             ORDER BY id
             LIMIT :limit
            """)
    List<Row> findAfter(long above, long known, String @Nullable [] sites, int limit);

    /** Deletes old events, the oldest first. */
    @Query("""
            WITH deleted AS (
                DELETE FROM outbox_event
                 WHERE id = ANY (ARRAY(SELECT id
                                         FROM outbox_event
                                        WHERE at <= :before
                                        ORDER BY at
                                        LIMIT :limit))
                RETURNING 1
            )
            SELECT count(*)
              FROM deleted
            """)
    long deleteBefore(Instant before, int limit);

    @Introspected
    record Row(
            long id,
            UUID commentId,
            String site,
            String article,
            String status,
            int version,
            @Nullable String moderator) {

        OutboxRecord toRecord() {
            return new OutboxRecord(id, new OutboxEvent(commentId, site, article, status, version, moderator));
        }
    }

    @Introspected
    record TransactionRow(
            long id,
            UUID commentId,
            String site,
            String article,
            String status,
            int version,
            @Nullable String moderator,
            String transactionId) {

        OutboxRecord toRecord() {
            return new OutboxRecord(id, new OutboxEvent(commentId, site, article, status, version, moderator));
        }
    }
}

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

    @Query("""
            WITH kept AS (
                INSERT INTO outbox (at, comment_id, site, article, status, version, moderator)
                SELECT CAST(:at AS timestamptz), comment_id, site, article, status, version, moderator
                  FROM unnest(CAST(:comments AS uuid[]), CAST(:sites AS text[]), CAST(:articles AS text[]),
                              CAST(:statuses AS text[]), CAST(:versions AS integer[]), CAST(:moderators AS text[]))
                    AS announced (comment_id, site, article, status, version, moderator)
                RETURNING 1
            )
            SELECT count(*)
              FROM kept
            """)
    long announce(
            Instant at,
            @Nullable String[] comments,
            @Nullable String[] sites,
            @Nullable String[] articles,
            @Nullable String[] statuses,
            Integer[] versions,
            @Nullable String[] moderators);

    /** What is committed by now (PostgreSQL's pg_snapshot as text: xmin, xmax and what is still under way between). */
    @Query("""
            SELECT CAST(pg_current_snapshot() AS text)
            """)
    String snapshot();

    /**
     * What the later snapshot shows and the earlier did not, by transactions, after that row of that transaction: first of
     * those that were under way then, and of those that were to come. Each part has a place in the index where it begins,
     * which no long transaction anywhere in the cluster holds back.
     */
    @Query("""
            SELECT id, comment_id, site, article, status, version, moderator, CAST(transaction_id AS text) AS transaction_id
              FROM ((SELECT *
                       FROM outbox
                      WHERE transaction_id = ANY (ARRAY(SELECT pg_snapshot_xip(CAST(:earlier AS pg_snapshot))))
                        AND (transaction_id, id) > (CAST(:transactionId AS xid8), CAST(:id AS bigint))
                        AND pg_visible_in_snapshot(transaction_id, CAST(:later AS pg_snapshot))
                      ORDER BY outbox.transaction_id, id
                      LIMIT :limit)
                     UNION ALL
                    (SELECT *
                       FROM outbox
                      WHERE (transaction_id, id) >
                                (greatest(CAST(:transactionId AS xid8), pg_snapshot_xmax(CAST(:earlier AS pg_snapshot))),
                                 CASE WHEN CAST(:transactionId AS xid8) >= pg_snapshot_xmax(CAST(:earlier AS pg_snapshot))
                                      THEN CAST(:id AS bigint)
                                      ELSE 0
                                  END)
                        AND pg_visible_in_snapshot(transaction_id, CAST(:later AS pg_snapshot))
                      ORDER BY outbox.transaction_id, id
                      LIMIT :limit)) AS missing
             ORDER BY missing.transaction_id, id
             LIMIT :limit
            """)
    List<FollowedRow> between(String earlier, String later, String transactionId, long id, int limit);

    /** Above this one are all that may have been committed after that one: numbers are given before the commit. */
    @Query("""
            SELECT coalesce(min(id), 0) - 1
              FROM outbox
             WHERE at >= (SELECT seen.at FROM outbox seen WHERE seen.id <= :id ORDER BY seen.id DESC LIMIT 1)
                             - CAST('10 s' AS interval)
            """)
    long floor(long id);

    @Query("""
            SELECT id, comment_id, site, article, status, version, moderator
              FROM outbox
             WHERE id > :above
               AND id <> :known
               AND (CAST(:sites AS text[]) IS NULL OR site = ANY (CAST(:sites AS text[])))
             ORDER BY id
             LIMIT :limit
            """)
    List<Row> page(long above, long known, String @Nullable [] sites, int limit);

    @Query("""
            WITH swept AS (
                DELETE FROM outbox
                 WHERE at < :before
                RETURNING 1
            )
            SELECT count(*)
              FROM swept
            """)
    long sweep(Instant before);

    @Introspected
    record Row(
            long id,
            UUID commentId,
            String site,
            String article,
            String status,
            int version,
            @Nullable String moderator) {

        OutboxRecord announced() {
            return new OutboxRecord(id, new OutboxEvent(commentId, site, article, status, version, moderator));
        }
    }

    @Introspected
    record FollowedRow(
            long id,
            UUID commentId,
            String site,
            String article,
            String status,
            int version,
            @Nullable String moderator,
            String transactionId) {

        OutboxRecord announced() {
            return new OutboxRecord(id, new OutboxEvent(commentId, site, article, status, version, moderator));
        }
    }
}

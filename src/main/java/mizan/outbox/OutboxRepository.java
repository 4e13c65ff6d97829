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

    /** Kept, and delivered to all listeners when the transaction commits; neither if it does not. */
    @Query("""
            WITH kept AS (
                INSERT INTO outbox (at, comment_id, site, article, status, version, moderator)
                SELECT CAST(:at AS timestamptz), comment_id, site, article, status, version, moderator
                  FROM unnest(CAST(:comments AS uuid[]), CAST(:sites AS text[]), CAST(:articles AS text[]),
                              CAST(:statuses AS text[]), CAST(:versions AS integer[]), CAST(:moderators AS text[]))
                    AS announced (comment_id, site, article, status, version, moderator)
                RETURNING id, comment_id, site, article, status, version, moderator
            )
            SELECT count(pg_notify(:channel, CAST(json_build_object(
                       'id', id, 'comment', comment_id, 'site', site, 'article', article,
                       'status', status, 'version', version, 'by', moderator) AS text)))
              FROM kept
            """)
    long announce(
            String channel,
            Instant at,
            @Nullable String[] comments,
            @Nullable String[] sites,
            @Nullable String[] articles,
            @Nullable String[] statuses,
            Integer[] versions,
            @Nullable String[] moderators);

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

    /** The newest one's id; 0 if there is none. */
    @Query("""
            SELECT coalesce(max(id), 0)
              FROM outbox
            """)
    long last();

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
            @Nullable String moderator) {}
}

package mizan.transfer;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface ImportRepository extends GenericRepository<Import, UUID> {

    String SELECT = """
            SELECT id, site, format, origin, dry_run, moderator, state, started_at, changed_at, ended_at, read, imported,
                   existing, left_out, placeholders, kept, failure, failure_line, failure_column, failure_detail
              FROM import
            """;

    @Query("""
            WITH created AS (
                INSERT INTO import (id, site, format, dry_run, moderator, state, started_at, changed_at)
                VALUES (:id, :site, :format, :dryRun, CAST(:moderator AS text), 'READING', now(), now())
                RETURNING 1
            )
            SELECT count(*)
              FROM created
            """)
    long create(UUID id, String site, String format, boolean dryRun, @Nullable String moderator);

    /** Ends imports of a site that a process has left behind. The caller holds the lock of the site. */
    @Query("""
            UPDATE import
               SET state = 'FAILED',
                   failure = 'INTERRUPTED',
                   ended_at = now(),
                   changed_at = now()
             WHERE site = :site
               AND state IN ('READING', 'STORING')
            """)
    void endInterrupted(String site);

    /** @param counts an {@link ImportCounts} */
    @Query("""
            UPDATE import
               SET state = :state,
                   origin = c.origin,
                   read = c.read,
                   imported = c.imported,
                   existing = c.existing,
                   left_out = c.left_out,
                   placeholders = c.placeholders,
                   changed_at = now(),
                   ended_at = CASE WHEN :state = 'FINISHED' THEN now() END
              FROM json_to_record(CAST(:counts AS json))
                AS c (origin text, read bigint, imported bigint, existing bigint, left_out bigint, placeholders bigint)
             WHERE id = :id
            """)
    void update(UUID id, ImportState state, String counts);

    /** @param failure a {@link FailureRow} */
    @Query("""
            UPDATE import
               SET state = 'FAILED',
                   failure = f.failure,
                   failure_line = f.line,
                   failure_column = f."column",
                   failure_detail = f.detail,
                   ended_at = now(),
                   changed_at = now()
              FROM json_to_record(CAST(:failure AS json)) AS f (failure text, line bigint, "column" bigint, detail text)
             WHERE id = :id
            """)
    void fail(UUID id, String failure);

    @Query("""
            UPDATE import
               SET state = :state,
                   kept = :kept,
                   ended_at = CASE WHEN :state = 'UNDONE' THEN now() END,
                   changed_at = now()
             WHERE id = :id
            """)
    void move(UUID id, ImportState state, long kept);

    @Query(SELECT + """
             WHERE id = :id
            """)
    Optional<Import> find(UUID id);

    @Query(SELECT + """
             WHERE site = ANY (:sites)
             ORDER BY started_at DESC
             LIMIT :limit
            """)
    List<Import> latest(String[] sites, int limit);

    @Query("""
            WITH added AS (
                INSERT INTO import_omission (import_id, number, line, source_id, reason)
                SELECT :id, number, line, source_id, reason
                  FROM unnest(CAST(:numbers AS bigint[]), CAST(:lines AS bigint[]), CAST(:sourceIds AS text[]),
                              CAST(:reasons AS text[])) AS omission (number, line, source_id, reason)
                RETURNING 1
            )
            SELECT count(*)
              FROM added
            """)
    long addOmissions(UUID id, Long[] numbers, Long[] lines, @Nullable String[] sourceIds, String[] reasons);

    @Query("""
            SELECT number, line, source_id, reason
              FROM import_omission
             WHERE import_id = :id
               AND number > :after
             ORDER BY number
             LIMIT :limit
            """)
    List<Omission> omissions(UUID id, long after, int limit);

    @Query("""
            SELECT reason, count(*) AS rows
              FROM import_omission
             WHERE import_id = :id
             GROUP BY reason
             ORDER BY reason
            """)
    List<OmissionCount> countOmissions(UUID id);
}

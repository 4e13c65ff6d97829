package mizan.audit;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface AuditRepository extends GenericRepository<AuditRow, Long> {

    @Query("""
            WITH added AS (
                INSERT INTO audit_entry (at, moderator, action, comment_id, detail)
                SELECT at, moderator, action, comment_id, detail
                  FROM unnest(CAST(:moments AS timestamptz[]), CAST(:moderators AS text[]), CAST(:actions AS text[]), CAST(:comments AS uuid[]),
                              CAST(:details AS text[])) WITH ORDINALITY
                    AS entry (at, moderator, action, comment_id, detail, ordinal)
                 ORDER BY ordinal
                RETURNING 1
            )
            SELECT count(*)
              FROM added
            """)
    long add(
            @Nullable String[] moments,
            @Nullable String[] moderators,
            @Nullable String[] actions,
            @Nullable String[] comments,
            @Nullable String[] details);

    String ENTRIES = """
            SELECT id, at, moderator, action, comment_id, detail
              FROM audit_entry
            """;

    @Query(ENTRIES + """
             WHERE id < :before
             ORDER BY id DESC
             LIMIT :limit
            """)
    List<AuditRow> latest(long before, int limit);

    @Query(ENTRIES + """
             WHERE comment_id = :comment
               AND (CAST(:moderator AS text) IS NULL OR moderator = :moderator)
               AND id < :before
             ORDER BY id DESC
             LIMIT :limit
            """)
    List<AuditRow> latestAbout(UUID comment, @Nullable String moderator, long before, int limit);

    @Query(ENTRIES + """
             WHERE moderator = :moderator
               AND id < :before
             ORDER BY id DESC
             LIMIT :limit
            """)
    List<AuditRow> latestBy(String moderator, long before, int limit);
}

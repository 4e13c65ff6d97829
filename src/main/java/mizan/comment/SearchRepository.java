package mizan.comment;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface SearchRepository extends GenericRepository<SearchRepository.TextRow, UUID> {

    @Query("""
            SELECT id, name, body
              FROM comment
             WHERE id > :after
             ORDER BY id
             LIMIT :limit
            """)
    List<TextRow> texts(UUID after, int limit);

    /** Not of a comment that is withdrawn at the same time: either waits for the other. */
    @Query("""
            WITH kept AS (
                INSERT INTO comment_search (comment_id, lexemes)
                SELECT c.id, CAST(made.lexemes AS tsvector)
                  FROM unnest(CAST(:ids AS uuid[]), CAST(:vectors AS text[])) AS made (id, lexemes)
                  JOIN comment c ON c.id = made.id
                 WHERE c.status <> 'WITHDRAWN'
                 ORDER BY c.id
                   FOR SHARE OF c
                    ON CONFLICT (comment_id) DO UPDATE SET lexemes = EXCLUDED.lexemes
                RETURNING 1
            )
            SELECT count(*)
              FROM kept
            """)
    long keep(@Nullable String[] ids, @Nullable String[] vectors);

    @Query("""
            WITH dropped AS (
                DELETE FROM comment_search
                 WHERE comment_id = ANY (CAST(:ids AS uuid[]))
                RETURNING 1
            )
            SELECT count(*)
              FROM dropped
            """)
    long drop(@Nullable String[] ids);

    /** A comment's texts; none are left of a withdrawn one. */
    @Introspected
    record TextRow(UUID id, @Nullable String name, @Nullable String body) {}
}

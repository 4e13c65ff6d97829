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

    /**
     * Stores the lexemes of comments that are not withdrawn. The row lock serialises it with a concurrent withdrawal, so
     * that a withdrawn comment keeps no lexemes.
     */
    @Query("""
            WITH stored AS (
                INSERT INTO comment_search (comment_id, lexemes)
                SELECT c.id, CAST(item.lexemes AS tsvector)
                  FROM unnest(CAST(:ids AS uuid[]), CAST(:lexemes AS text[])) AS item (id, lexemes)
                  JOIN comment c ON c.id = item.id
                 WHERE c.status <> 'WITHDRAWN'
                 ORDER BY c.id
                   FOR SHARE OF c
                    ON CONFLICT (comment_id) DO UPDATE SET lexemes = EXCLUDED.lexemes
                RETURNING comment_id
            )
            SELECT count(*)
              FROM stored
            """)
    long upsert(String[] ids, String[] lexemes);

    @Query("""
            DELETE FROM comment_search
             WHERE comment_id = ANY (CAST(:ids AS uuid[]))
            """)
    void delete(String[] ids);

    /** Name and body of a comment; null for a withdrawn one. */
    @Introspected
    record TextRow(UUID id, @Nullable String name, @Nullable String body) {}
}

package mizan.comment.maintenance;

import com.fasterxml.jackson.annotation.JsonInclude;
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
     * Stores the lexemes of comments that are not withdrawn. The row lock serialises it with a concurrent erasure, so that a
     * withdrawn comment keeps no lexemes, and an erased author's name leaves none.
     *
     * @param rows a JSON array of {@link LexemesRow}
     */
    @Query("""
            WITH stored AS (
                INSERT INTO comment_search (comment_id, lexemes)
                SELECT c.id, CAST(item.lexemes AS tsvector)
                  FROM json_to_recordset(CAST(:rows AS json)) AS item (id uuid, named boolean, lexemes text)
                  JOIN comment c ON c.id = item.id
                 WHERE c.status <> 'WITHDRAWN'
                   AND (c.name IS NOT NULL OR NOT item.named)
                 ORDER BY c.id
                   FOR SHARE OF c
                    ON CONFLICT (comment_id) DO UPDATE SET lexemes = EXCLUDED.lexemes
                RETURNING comment_id
            )
            SELECT count(*)
              FROM stored
            """)
    long upsert(String rows);

    @Query("""
            DELETE FROM comment_search
             WHERE comment_id = ANY (CAST(:ids AS uuid[]))
            """)
    void delete(String[] ids);

    /** Name and body of a comment: of one with an erased author the name is null, of a withdrawn one also the body. */
    @Introspected
    record TextRow(UUID id, @Nullable String name, @Nullable String body) {}

    /** @param named whether the lexemes include those of the author's name */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS) // by default empty strings are left out
    record LexemesRow(UUID id, boolean named, String lexemes) {}
}

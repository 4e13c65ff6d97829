package mizan.moderation.queue;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mizan.comment.CommentStatus;
import org.jspecify.annotations.Nullable;

/** Reads the comments around a comment in its thread. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ThreadContextRepository extends GenericRepository<ThreadContextRepository.Row, UUID> {

    /**
     * The comment, its ancestors, and the nearest approved and pending comments of its thread, in the order of submission.
     * A rejected comment is included only as an ancestor.
     *
     * @param limit the maximum number of ancestors, and of comments of each kind in each direction
     */
    @Query("""
            WITH RECURSIVE ancestor AS (
                SELECT id, parent_id, 0 AS steps
                  FROM comment
                 WHERE id = :id
                 UNION ALL
                SELECT c.id, c.parent_id, ancestor.steps + 1
                  FROM ancestor
                  JOIN comment c ON c.id = ancestor.parent_id
                 WHERE ancestor.steps < :limit
            ), context AS (
                SELECT id
                  FROM ancestor
                 UNION
                (SELECT c.id
                   FROM comment c
                  WHERE c.site = :site
                    AND c.article = :article
                    AND c.root_id = :root
                    AND c.status = 'APPROVED'
                    AND c.id < :id
                  ORDER BY c.id DESC
                  LIMIT :limit)
                 UNION
                (SELECT c.id
                   FROM comment c
                  WHERE c.site = :site
                    AND c.article = :article
                    AND c.root_id = :root
                    AND c.status = 'APPROVED'
                    AND c.id > :id
                  ORDER BY c.id
                  LIMIT :limit)
                 UNION
                (SELECT c.id
                   FROM comment c
                  WHERE c.site = :site
                    AND c.article = :article
                    AND c.root_id = :root
                    AND c.status = 'PENDING'
                  ORDER BY c.submitted_at, c.id
                  LIMIT :limit)
            )
            SELECT c.id, c.parent_id, p.name AS parent_name, c.name, left(c.body, 2000) AS body, c.status, c.submitted_at
              FROM context
              JOIN comment c ON c.id = context.id
              LEFT JOIN comment p ON p.id = c.parent_id
             ORDER BY c.id
            """)
    List<Row> around(UUID id, String site, String article, UUID root, int limit);

    @Query("""
            SELECT root_id
              FROM comment
             WHERE id = :id
            """)
    Optional<UUID> root(UUID id);

    @Introspected
    record Row(
            UUID id,
            @Nullable UUID parentId,
            @Nullable String parentName,
            @Nullable String name,
            @Nullable String body,
            CommentStatus status,
            Instant submittedAt) {}
}

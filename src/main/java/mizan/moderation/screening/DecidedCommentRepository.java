package mizan.moderation.screening;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import mizan.comment.CommentStatus;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface DecidedCommentRepository extends GenericRepository<DecidedCommentRepository.Row, String> {

    /** The comments that moderators decided last, newest decision first: those of each status, then the newest of these. */
    @Query("""
            SELECT newest.name, newest.body, newest.status
              FROM unnest(CAST('{APPROVED,REJECTED}' AS text[])) AS decided (status)
             CROSS JOIN LATERAL (
                   SELECT c.name, c.body, c.status, c.decided_at, c.id
                     FROM comment c
                     JOIN decision d ON d.comment_id = c.id AND d.version = c.version
                    WHERE c.site = :site
                      AND c.status = decided.status
                      AND c.status IN ('APPROVED', 'REJECTED')
                      AND d.moderator IS NOT NULL
                    ORDER BY c.decided_at DESC, c.id DESC
                    LIMIT :limit) newest
             ORDER BY newest.decided_at DESC, newest.id DESC
             LIMIT :limit
            """)
    List<Row> newest(String site, int limit);

    /** @param name null if the author is erased */
    @Introspected
    record Row(@Nullable String name, String body, CommentStatus status) {}
}

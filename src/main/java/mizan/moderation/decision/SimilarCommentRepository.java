package mizan.moderation.decision;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mizan.comment.CommentStatus;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface SimilarCommentRepository extends GenericRepository<SimilarCommentRepository.Entity, UUID> {

    @Query("""
            SELECT id, site, body, status, version, submitted_at
              FROM comment
             WHERE id = :id
               AND status <> 'WITHDRAWN'
            """)
    Optional<Row> find(UUID id);

    /** The next pending comments of a site after a position, oldest first. */
    @Query("""
            SELECT id, site, body, status, version, submitted_at
              FROM comment
             WHERE site = :site
               AND status = 'PENDING'
               AND (submitted_at, id) > (CAST(:afterAt AS timestamptz), CAST(:afterId AS uuid))
             ORDER BY submitted_at, id
             LIMIT :limit
            """)
    List<Row> pending(String site, Instant afterAt, UUID afterId, int limit);

    @Introspected
    record Row(UUID id, String site, String body, CommentStatus status, int version, Instant submittedAt) {}

    /** An entity, because a repository needs one. */
    @MappedEntity("comment")
    record Entity(@Id UUID id) {}
}

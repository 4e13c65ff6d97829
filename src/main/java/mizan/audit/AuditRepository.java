package mizan.audit;

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
interface AuditRepository extends GenericRepository<AuditRepository.Row, Long> {

    @Query("""
            INSERT INTO audit_entry (at, moderator, action, comment_id, detail)
            VALUES (:at, :moderator, :action, CAST(:commentId AS uuid), :detail)
            """)
    void add(
            Instant at,
            @Nullable String moderator,
            AuditAction action,
            @Nullable UUID commentId,
            @Nullable String detail);

    @Query("""
            SELECT id, at, moderator, action, comment_id, detail
              FROM audit_entry
             WHERE comment_id = :commentId
             ORDER BY id
            """)
    List<Row> of(UUID commentId);

    @Introspected
    record Row(
            long id,
            Instant at,
            @Nullable String moderator,
            AuditAction action,
            @Nullable UUID commentId,
            @Nullable String detail) {}
}

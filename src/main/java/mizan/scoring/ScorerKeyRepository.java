package mizan.scoring;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.ParameterExpression;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface ScorerKeyRepository extends GenericRepository<ScorerKeyRepository.Row, UUID> {

    @Query("""
            WITH added AS (
                INSERT INTO scorer_key (id, name, site, key_hash, created_at, created_by)
                VALUES (:id, :name, :site, :keyHash, :createdAt, nullif(:createdBy, ''))
                RETURNING 1
            )
            SELECT count(*)
              FROM added
            """)
    @ParameterExpression(name = "id", expression = "#{key.id()}")
    @ParameterExpression(name = "name", expression = "#{key.name()}")
    @ParameterExpression(name = "site", expression = "#{key.site()}")
    @ParameterExpression(name = "createdAt", expression = "#{key.createdAt()}")
    @ParameterExpression(name = "createdBy", expression = "#{key.creator()}")
    long add(ScorerKey key, byte[] keyHash);

    @Query("""
            SELECT id, name, site, created_at, created_by, revoked_at
              FROM scorer_key
             ORDER BY id
             LIMIT :limit
            """)
    List<Row> findAll(int limit);

    @Query("""
            SELECT id, name, site, created_at, created_by, revoked_at
              FROM scorer_key
             WHERE key_hash = :keyHash
               AND revoked_at IS NULL
            """)
    Optional<Row> findValid(byte[] keyHash);

    @Query("""
            UPDATE scorer_key
               SET revoked_at = :at
             WHERE id = :id
               AND revoked_at IS NULL
            """)
    int revoke(UUID id, Instant at);

    @Introspected
    record Row(
            UUID id,
            String name,
            String site,
            Instant createdAt,
            @Nullable String createdBy,
            @Nullable Instant revokedAt) {

        ScorerKey toKey() {
            return new ScorerKey(id, name, site, createdAt, createdBy, revokedAt);
        }
    }
}

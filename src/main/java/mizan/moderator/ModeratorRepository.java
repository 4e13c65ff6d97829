package mizan.moderator;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface ModeratorRepository extends GenericRepository<ModeratorRepository.Row, String> {

    @Query("""
            SELECT name, password_hash, roles, sites, disabled_at
              FROM moderator
             WHERE name = :name
            """)
    Optional<Row> find(String name);

    @Query("""
            WITH added AS (
                INSERT INTO moderator (name, password_hash, roles, sites, created_at)
                SELECT CAST(:name AS text), CAST(:passwordHash AS text), CAST(:roles AS text[]), CAST(:sites AS text[]),
                       CAST(:now AS timestamptz)
                 WHERE NOT EXISTS (SELECT FROM moderator)
                    ON CONFLICT (name) DO NOTHING
                RETURNING name
            )
            SELECT count(*)
              FROM added
            """)
    long addFirst(String name, String passwordHash, String[] roles, String[] sites, Instant now);

    @Query("""
            SELECT count(*)
              FROM moderator
            """)
    long count();

    @Introspected
    @SuppressWarnings("ArrayRecordComponent") // a row
    record Row(
            String name,
            String passwordHash,
            String[] roles,
            String[] sites,
            @Nullable Instant disabledAt) {}
}

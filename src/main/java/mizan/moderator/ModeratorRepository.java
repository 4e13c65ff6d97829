package mizan.moderator;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface ModeratorRepository extends GenericRepository<ModeratorRepository.Row, String> {

    String SELECT_ACCOUNT = """
            SELECT name, password_hash, roles, sites, disabled_at, session_generation, token_issued_at
              FROM moderator
            """;

    @Query(SELECT_ACCOUNT + """
             WHERE name = :name
            """)
    Optional<Row> find(String name);

    /** Reads a row and locks it until the end of the transaction. */
    @Query(SELECT_ACCOUNT + """
             WHERE name = :name
               FOR UPDATE
            """)
    Optional<Row> lock(String name);

    @Query(SELECT_ACCOUNT + """
             ORDER BY name
            """)
    List<Row> findAll();

    @Query(SELECT_ACCOUNT + """
             WHERE name > :after
             ORDER BY name
             LIMIT :limit
            """)
    List<Row> findPage(String after, int limit);

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
            WITH added AS (
                INSERT INTO moderator (name, password_hash, roles, sites, created_at)
                VALUES (:name, :passwordHash, CAST(:roles AS text[]), CAST(:sites AS text[]), :now)
                    ON CONFLICT (name) DO NOTHING
                RETURNING name
            )
            SELECT count(*)
              FROM added
            """)
    long add(String name, String passwordHash, String[] roles, String[] sites, Instant now);

    /** Adds an account of the OpenID provider, which has no password here. */
    @Query("""
            WITH added AS (
                INSERT INTO moderator (name, roles, sites, token_issued_at, created_at)
                VALUES (:name, CAST(:roles AS text[]), CAST(:sites AS text[]), CAST(:tokenIssuedAt AS timestamptz), :now)
                    ON CONFLICT (name) DO NOTHING
                RETURNING name
            )
            SELECT count(*)
              FROM added
            """)
    long addOfProvider(String name, String[] roles, String[] sites, Instant tokenIssuedAt, Instant now);

    /** A null leaves the column unchanged. */
    @Query("""
            UPDATE moderator
               SET roles = coalesce(CAST(:roles AS text[]), roles),
                   sites = coalesce(CAST(:sites AS text[]), sites)
             WHERE name = :name
            """)
    long changeScope(String name, String @Nullable [] roles, String @Nullable [] sites);

    /** Stores the roles and sites of a provider's token unless the row has those of a newer token. */
    @Query("""
            UPDATE moderator
               SET roles = CAST(:roles AS text[]), sites = CAST(:sites AS text[]), token_issued_at = :tokenIssuedAt
             WHERE name = :name
               AND token_issued_at < :tokenIssuedAt
            """)
    long changeScopeByProvider(String name, String[] roles, String[] sites, Instant tokenIssuedAt);

    @Query("""
            UPDATE moderator
               SET disabled_at = :now, session_generation = session_generation + 1
             WHERE name = :name
               AND disabled_at IS NULL
            """)
    long disable(String name, Instant now);

    @Query("""
            UPDATE moderator
               SET disabled_at = NULL
             WHERE name = :name
               AND disabled_at IS NOT NULL
            """)
    long enable(String name);

    @Query("""
            UPDATE moderator
               SET password_hash = :passwordHash, session_generation = session_generation + 1
             WHERE name = :name
               AND password_hash IS NOT NULL
            """)
    long changePassword(String name, String passwordHash);

    /** Changes the password only if the session generation is the current one, and ends that generation. */
    @Query("""
            UPDATE moderator
               SET password_hash = :passwordHash, session_generation = session_generation + 1
             WHERE name = :name
               AND password_hash IS NOT NULL
               AND session_generation = :generation
               AND disabled_at IS NULL
            """)
    long changeOwnPassword(String name, int generation, String passwordHash);

    @Query("""
            UPDATE moderator
               SET session_generation = session_generation + 1
             WHERE name = :name
            """)
    long endSessions(String name);

    /** Returns the enabled accounts with a role, and locks them until the end of the transaction. */
    @Query("""
            SELECT name
              FROM moderator
             WHERE disabled_at IS NULL
               AND :role = ANY (roles)
             ORDER BY name
               FOR UPDATE
            """)
    List<String> lockEnabled(Role role);

    @Query("""
            SELECT count(*)
              FROM moderator
            """)
    long count();

    /**
     * A row. It is an entity because Micronaut Data caches the mapping of entities only, and each request reads one.
     *
     * @param sessionGeneration sessions of earlier generations have ended
     * @param tokenIssuedAt when the provider issued the token that the roles and sites come from; null for a local account
     */
    @MappedEntity
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Row(
            @Id String name,
            @Nullable String passwordHash,
            String[] roles,
            String[] sites,
            @Nullable Instant disabledAt,
            int sessionGeneration,
            @Nullable Instant tokenIssuedAt) {}
}

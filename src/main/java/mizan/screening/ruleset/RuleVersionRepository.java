package mizan.screening.ruleset;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface RuleVersionRepository extends GenericRepository<RuleVersionRepository.Listed, String> {

    /** Inserts a version if it follows the newest one. Of concurrent versions with one number exactly one is inserted. */
    @Query("""
            WITH added AS (
                INSERT INTO screening_rule_set (site, version, overrides, changed_at, moderator)
                SELECT :site, :version, CAST(:overrides AS jsonb), CAST(:at AS timestamptz), :moderator
                 WHERE CAST(:version AS integer) = 1 + coalesce((SELECT max(version) FROM screening_rule_set WHERE site = :site), 0)
                    ON CONFLICT (site, version) DO NOTHING
                RETURNING 1
            )
            SELECT count(*)
              FROM added
            """)
    long add(String site, int version, String overrides, Instant at, String moderator);

    @Query("""
            SELECT known.site, newest.version
              FROM unnest(CAST(:sites AS text[])) AS known (site)
             CROSS JOIN LATERAL (
                   SELECT version
                     FROM screening_rule_set
                    WHERE site = known.site
                    ORDER BY version DESC
                    LIMIT 1) newest
            """)
    List<Newest> newest(String[] sites);

    @Query("""
            SELECT version, changed_at, moderator
              FROM screening_rule_set
             WHERE site = :site
             ORDER BY version DESC
             LIMIT :limit
            """)
    List<Listed> list(String site, int limit);

    @Query("""
            SELECT CAST(overrides AS text) AS overrides
              FROM screening_rule_set
             WHERE site = :site
               AND version = :version
            """)
    Optional<Stored> find(String site, int version);

    @Introspected
    record Newest(String site, int version) {}

    @Introspected
    record Stored(String overrides) {}

    @Introspected
    record Listed(int version, Instant changedAt, String moderator) {

        RuleVersion toVersion() {
            return new RuleVersion(version, changedAt, moderator);
        }
    }
}

package mizan.screening.learning;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface ModelRepository extends GenericRepository<ModelRepository.Row, String> {

    @Query("""
            WITH stored AS (
                INSERT INTO screening_model (site, trained_at, evaluation, classifier)
                VALUES (:site, CAST(:trainedAt AS timestamptz), CAST(:evaluation AS jsonb), CAST(:classifier AS bytea))
                    ON CONFLICT (site) DO UPDATE
                   SET trained_at = EXCLUDED.trained_at,
                       evaluation = EXCLUDED.evaluation,
                       classifier = EXCLUDED.classifier
                RETURNING 1
            )
            SELECT count(*)
              FROM stored
            """)
    long store(
            String site,
            Instant trainedAt,
            String evaluation,
            @jakarta.annotation.Nullable byte @Nullable [] classifier);

    @Query("""
            SELECT site, trained_at, CAST(evaluation AS text) AS evaluation
              FROM screening_model
             ORDER BY site
            """)
    List<Row> findAll();

    @Query("""
            SELECT classifier
              FROM screening_model
             WHERE site = :site
               AND trained_at = :trainedAt
               AND classifier IS NOT NULL
            """)
    Optional<ClassifierRow> classifier(String site, Instant trainedAt);

    @Introspected
    record Row(String site, Instant trainedAt, String evaluation) {}

    @Introspected
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record ClassifierRow(byte[] classifier) {}
}

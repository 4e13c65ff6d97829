package mizan.moderation.search;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import mizan.comment.CommentStatus;
import mizan.moderation.KeysetPosition;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface TextSearchRepository extends GenericRepository<TextSearchRepository.Looked, UUID> {

    String LOOKED = """
            SELECT looked.id, looked.at, looked.begun, looked.number, coalesce(kept.has_words, false) AS found
              FROM (SELECT top.id, top.at, row_number() OVER ordered AS number, first_value(top.at) OVER ordered AS begun
                      FROM unnest(CAST(:sites AS text[])) AS own (site)
                     CROSS JOIN LATERAL (
            """;

    /** The words of each by its key: OFFSET keeps the planner from asking the index of words for all that have them. */
    String ONE_BY_ONE = """
                     LIMIT :size) looked
              LEFT JOIN LATERAL (
                   SELECT s.lexemes @@ CAST(:words AS tsquery) AS has_words
                     FROM comment_search s
                    WHERE s.comment_id = looked.id
                   OFFSET 0) kept ON true
             WHERE kept.has_words OR looked.number = :size
            """;

    /**
     * Of the next comments that wait, those with the words.
     *
     * @param size so many are looked through; the last of them is a row in any case
     */
    @Query(LOOKED + """
                           SELECT c.id, c.submitted_at AS at
                             FROM comment c
                            WHERE c.site = own.site
                              AND c.status = 'PENDING'
                              AND (c.submitted_at, c.id) > (CAST(:afterAt AS timestamptz), CAST(:afterId AS uuid))
                            ORDER BY c.submitted_at, c.id
                            LIMIT :size) top
                    WINDOW ordered AS (ORDER BY top.at, top.id)
            """ + ONE_BY_ONE + """
             ORDER BY looked.at, looked.id
             LIMIT :limit
            """)
    List<Looked> lookThroughPending(String[] sites, String words, Instant afterAt, UUID afterId, int size, int limit);

    /** The same of those that were decided. */
    @Query(LOOKED + """
                           SELECT c.id, c.decided_at AS at
                             FROM comment c
                            WHERE c.site = own.site
                              AND c.status = :status
                              AND c.status IN ('APPROVED', 'REJECTED')
                              AND (c.decided_at, c.id) < (CAST(:afterAt AS timestamptz), CAST(:afterId AS uuid))
                            ORDER BY c.decided_at DESC, c.id DESC
                            LIMIT :size) top
                    WINDOW ordered AS (ORDER BY top.at DESC, top.id DESC)
            """ + ONE_BY_ONE + """
             ORDER BY looked.at DESC, looked.id DESC
             LIMIT :limit
            """)
    List<Looked> lookThroughDecided(
            CommentStatus status, String[] sites, String words, Instant afterAt, UUID afterId, int size, int limit);

    /**
     * For the rest of the transaction each statement is planned for its values, and reads only rows that an index names
     * first: a word that is common may be in none of the rows that a stretch has.
     */
    @Query("""
            SELECT set_config('plan_cache_mode', 'force_custom_plan', true)
                   || set_config('enable_seqscan', 'off', true)
                   || set_config('enable_indexscan', 'off', true)
            """)
    String planForWords();

    /**
     * Comments with the words, of all sites and whatever became of them.
     *
     * @param firstId the least of the stretch in which they were submitted
     * @param endId the least beyond it
     */
    @Query("""
            SELECT comment_id
              FROM comment_search
             WHERE lexemes @@ CAST(:words AS tsquery)
               AND comment_id >= :firstId
               AND comment_id < :endId
             LIMIT :most
            """)
    List<UUID> submitted(String words, UUID firstId, UUID endId, int most);

    /**
     * Comments with the words that had waited for more than a week when they were decided in a stretch of time. Where none
     * had, which EXISTS tells first, the index of words is not asked again.
     */
    @Query("""
            SELECT c.id
              FROM comment c
              JOIN comment_search s ON s.comment_id = c.id
             WHERE c.site = ANY (:sites)
               AND c.status = :status
               AND c.status IN ('APPROVED', 'REJECTED')
               AND c.decided_at - c.submitted_at NOT BETWEEN '0' AND '7 days'
               AND c.decided_at BETWEEN CAST(:since AS timestamptz) AND CAST(:until AS timestamptz)
               AND s.lexemes @@ CAST(:words AS tsquery)
               AND EXISTS (SELECT
                             FROM comment late
                            WHERE late.site = ANY (:sites)
                              AND late.status = :status
                              AND late.status IN ('APPROVED', 'REJECTED')
                              AND late.decided_at - late.submitted_at NOT BETWEEN '0' AND '7 days'
                              AND late.decided_at BETWEEN CAST(:since AS timestamptz) AND CAST(:until AS timestamptz))
             LIMIT :most
            """)
    List<UUID> decidedLate(CommentStatus status, String[] sites, String words, Instant since, Instant until, int most);

    /** OFFSET: by their keys and no other index, as the planner takes what waits for little. */
    String ONLY_THESE = """
              FROM (SELECT id, site, status, submitted_at, decided_at
                      FROM comment
                     WHERE id = ANY (CAST(:ids AS uuid[]))
                    OFFSET 0) c
             WHERE c.site = ANY (:sites)
            """;

    /** Those of these comments that wait, and lie in the stretch of the list. */
    @Query("""
            SELECT c.submitted_at AS at, c.id
            """ + ONLY_THESE + """
               AND c.status = 'PENDING'
               AND (c.submitted_at, c.id) > (CAST(:afterAt AS timestamptz), CAST(:afterId AS uuid))
               AND c.submitted_at < CAST(:until AS timestamptz)
             ORDER BY c.submitted_at, c.id
             LIMIT :limit
            """)
    List<KeysetPosition> pending(String[] ids, String[] sites, Instant afterAt, UUID afterId, Instant until, int limit);

    /** The same of those that were decided. */
    @Query("""
            SELECT c.decided_at AS at, c.id
            """ + ONLY_THESE + """
               AND c.status = :status
               AND (c.decided_at, c.id) < (CAST(:afterAt AS timestamptz), CAST(:afterId AS uuid))
               AND c.decided_at >= CAST(:since AS timestamptz)
             ORDER BY c.decided_at DESC, c.id DESC
             LIMIT :limit
            """)
    List<KeysetPosition> decided(
            CommentStatus status,
            String[] ids,
            String[] sites,
            Instant afterAt,
            UUID afterId,
            Instant since,
            int limit);

    /**
     * A comment that was looked at.
     *
     * @param begun the moment of the first one
     * @param number counts them from 1
     * @param found whether it has the words
     */
    @Introspected
    record Looked(UUID id, Instant at, Instant begun, long number, boolean found) {

        KeysetPosition place() {
            return new KeysetPosition(at, id);
        }
    }
}

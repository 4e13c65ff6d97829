package mizan.comment.block;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.micronaut.core.annotation.Introspected;
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
interface BlockRepository extends GenericRepository<Block, UUID> {

    String SELECT_BLOCKS = """
            SELECT b.id, b.site, b.kind, b.comment_id, c.name, b.until, b.note, b.moderator, b.created_at
              FROM block b
              JOIN comment c ON c.id = b.comment_id
            """;

    @Query("""
            SELECT site, submitted_at, email_fingerprint IS NOT NULL AS has_author, client <> '' AS has_client
              FROM comment
             WHERE id = :id
            """)
    Optional<BlockedComment> comment(UUID id);

    /**
     * Stores a block, if the comment still has what it needs.
     *
     * @param block a JSON array with one {@link Row}
     * @return the number of stored blocks
     */
    @Query("""
            WITH proposed AS (
                SELECT n.*, c.site,
                       CASE n.kind WHEN 'AUTHOR' THEN c.email_fingerprint ELSE nullif(c.client, '') END AS subject
                  FROM json_to_recordset(CAST(:block AS json))
                    AS n (id uuid, comment_id uuid, kind text, until timestamptz, note text, moderator text,
                          created_at timestamptz)
                  JOIN comment c ON c.id = n.comment_id
            ), stored AS (
                INSERT INTO block (id, site, kind, subject, until, note, comment_id, moderator, created_at)
                SELECT id, site, kind, subject, until, note, comment_id, moderator, created_at
                  FROM proposed
                 WHERE subject IS NOT NULL
                    ON CONFLICT (site, subject, comment_id)
                    DO UPDATE SET id = EXCLUDED.id,
                                  until = EXCLUDED.until,
                                  note = EXCLUDED.note,
                                  moderator = EXCLUDED.moderator,
                                  created_at = EXCLUDED.created_at
                RETURNING 1
            )
            SELECT count(*)
              FROM stored
            """)
    long add(String block);

    @Query(SELECT_BLOCKS + """
             WHERE b.id = :id
            """)
    Optional<Block> find(UUID id);

    @Query(SELECT_BLOCKS + """
             WHERE b.site = ANY (:sites)
               AND b.id < :before
               AND (b.until > :now OR b.until IS NULL)
             ORDER BY b.id DESC
             LIMIT :limit
            """)
    List<Block> page(String[] sites, UUID before, Instant now, int limit);

    @Query("""
            WITH deleted AS (
                DELETE FROM block
                 WHERE id = :id
                RETURNING 1
            )
            SELECT count(*)
              FROM deleted
            """)
    long delete(UUID id);

    @Query("""
            WITH deleted AS (
                DELETE FROM block
                 WHERE id IN (SELECT id
                                FROM block
                               WHERE until <= :now
                               LIMIT :limit
                                 FOR UPDATE SKIP LOCKED)
                RETURNING 1
            )
            SELECT count(*)
              FROM deleted
            """)
    long deleteEnded(Instant now, int limit);

    @Query(SELECT_BLOCKS + """
             WHERE b.subject = ANY (CAST(:fingerprints AS bytea[]))
                OR c.email_fingerprint = ANY (CAST(:fingerprints AS bytea[]))
             ORDER BY b.id
            """)
    List<Block> ofAuthor(String[] fingerprints);

    @Query("""
            WITH deleted AS (
                DELETE FROM block b
                 USING comment c
                 WHERE c.id = b.comment_id
                   AND (b.subject = ANY (CAST(:fingerprints AS bytea[]))
                        OR c.email_fingerprint = ANY (CAST(:fingerprints AS bytea[])))
                RETURNING 1
            )
            SELECT count(*)
              FROM deleted
            """)
    long deleteOfAuthor(String[] fingerprints);

    @Query("""
            DELETE FROM block
             WHERE comment_id = ANY (CAST(:comments AS uuid[]))
                OR subject IN (SELECT email_fingerprint
                                 FROM comment
                                WHERE id = ANY (CAST(:comments AS uuid[])))
            """)
    void deleteOfComments(String[] comments);

    @Query("""
            UPDATE block
               SET note = NULL
             WHERE comment_id = ANY (CAST(:comments AS uuid[]))
               AND note IS NOT NULL
            """)
    void eraseNotes(String[] comments);

    /** A block is deleted if its comment has another one under the new fingerprint. */
    @Query("""
            WITH pair AS (
                SELECT DISTINCT old_fingerprint, fingerprint
                  FROM json_to_recordset(CAST(:fingerprints AS json)) AS item (old_fingerprint bytea, fingerprint bytea)
                 WHERE old_fingerprint <> fingerprint
            ), outdated AS (
                SELECT b.id, p.fingerprint,
                       EXISTS (SELECT
                                 FROM block n
                                WHERE n.site = b.site
                                  AND n.subject = p.fingerprint
                                  AND n.comment_id = b.comment_id) AS replaced
                  FROM block b
                  JOIN pair p ON p.old_fingerprint = b.subject
            ), deleted AS (
                DELETE FROM block b
                 USING outdated o
                 WHERE b.id = o.id
                   AND o.replaced
            ), moved AS (
                UPDATE block b
                   SET subject = o.fingerprint
                  FROM outdated o
                 WHERE b.id = o.id
                   AND NOT o.replaced
                RETURNING 1
            )
            SELECT count(*)
              FROM moved
            """)
    long moveFingerprints(String fingerprints);

    /** A block to be stored, with the names of the table's columns. */
    @Introspected
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Row(
            UUID id,
            UUID commentId,
            BlockKind kind,
            @Nullable Instant until,
            @Nullable String note,
            String moderator,
            Instant createdAt) {}
}

package mizan.moderation.queue;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mizan.moderation.AuthorScope;

/** Statements that are executed during a rotation of the fingerprint keyset only. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface AuthorKeysRepository extends GenericRepository<AuthorKeysRepository.StatsRow, UUID> {

    /**
     * The author statistics under all fingerprints of an author. Clients and limits are those of
     * {@link QueueRepository#SELECT_QUEUE_ROW}. Comments move from one fingerprint to the other at any time, so one statement
     * has to read both.
     *
     * @param ids the comments; one several times for several fingerprints
     * @param fingerprints a fingerprint of the author of the comment at the same position
     */
    @Query("""
            SELECT c.id, CAST(sum(author.approved) AS bigint) AS approved, CAST(sum(author.rejected) AS bigint) AS rejected,
                   CAST(sum(pending.comments) AS bigint) AS pending
              FROM (SELECT *
                      FROM unnest(CAST(:ids AS uuid[]), CAST(:fingerprints AS bytea[])) AS known (id, fingerprint)
                     UNION
                    SELECT id, email_fingerprint
                      FROM comment
                     WHERE id = ANY (CAST(:ids AS uuid[]))) AS item
              JOIN comment c ON c.id = item.id
             CROSS JOIN LATERAL (
                   SELECT CASE
                              WHEN CAST(:scope AS text) = 'ADDRESS' THEN CAST('' AS bytea)
                              ELSE coalesce(nullif(c.client, ''), sha256(''))
                          END AS lowest,
                          CASE
                              WHEN CAST(:scope AS text) = 'ADDRESS' THEN decode(repeat('ff', 17), 'hex')
                              ELSE coalesce(nullif(c.client, ''), sha256(''))
                          END AS highest) client
             CROSS JOIN LATERAL (
                   SELECT coalesce(sum(s.approved), 0) AS approved, coalesce(sum(s.rejected), 0) AS rejected
                     FROM author_stats s
                    WHERE s.email_fingerprint = item.fingerprint
                      AND s.site = c.site
                      AND s.client BETWEEN client.lowest AND client.highest) author
             CROSS JOIN LATERAL (
                   SELECT count(*) AS comments
                     FROM (SELECT
                             FROM comment o
                            WHERE o.email_fingerprint = item.fingerprint
                              AND o.site = c.site
                              AND o.client BETWEEN client.lowest AND client.highest
                              AND o.status = 'PENDING'
                            LIMIT 1000) counted) pending
             GROUP BY c.id
            """)
    List<StatsRow> stats(String[] ids, String[] fingerprints, AuthorScope scope);

    @Query("""
            SELECT email_sealed
              FROM comment
             WHERE id = :id
               AND site = ANY (:sites)
               AND email_sealed IS NOT NULL
            """)
    Optional<EmailRow> sealedEmail(UUID id, String[] sites);

    @Introspected
    record StatsRow(UUID id, long approved, long rejected, long pending) {}

    @Introspected
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record EmailRow(byte[] emailSealed) {}
}

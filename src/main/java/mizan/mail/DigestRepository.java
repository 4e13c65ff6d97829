package mizan.mail;

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
interface DigestRepository extends GenericRepository<MailRow, UUID> {

    /** The sites whose oldest pending comment was submitted before a time. */
    @Query("""
            SELECT site, count(*) AS pending, min(submitted_at) AS oldest_at
              FROM comment
             WHERE status = 'PENDING'
               AND site = ANY (:sites)
             GROUP BY site
            HAVING min(submitted_at) < :before
             ORDER BY oldest_at
            """)
    List<OverdueQueue> overdue(String[] sites, Instant before);

    /** The moderators with a confirmed address who had no digest since a time. */
    @Query("""
            SELECT r.id, r.moderator, r.quiet_hours
              FROM mail_recipient r
             WHERE r.moderator IS NOT NULL
               AND r.state = 'CONFIRMED'
               AND NOT EXISTS (SELECT
                                 FROM mail m
                                WHERE m.recipient_id = r.id
                                  AND m.kind = 'DIGEST'
                                  AND m.created_at > :since)
            """)
    List<Subscriber> subscribers(Instant since);

    @Query("""
            INSERT INTO mail (id, kind, recipient_id, state, due_at, created_at)
            VALUES (gen_random_uuid(), 'DIGEST', :recipient, 'WAITING', :now, :now)
            """)
    void queue(UUID recipient, Instant now);

    /** The pending comments of one site. */
    @Introspected
    record OverdueQueue(String site, long pending, Instant oldestAt) {}

    /**
     * A moderator who wants digests.
     *
     * @param quietHours null for those of the service
     */
    @Introspected
    record Subscriber(UUID id, String moderator, @Nullable String quietHours) {}
}

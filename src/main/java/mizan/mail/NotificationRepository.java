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
interface NotificationRepository extends GenericRepository<NotificationRepository.Row, UUID> {

    /** A comment that was told already, and was sent again meanwhile, is not told twice. */
    @Query("""
            INSERT INTO notification_request (comment_id, language, requested_at)
            SELECT id, :language, :now
              FROM comment
             WHERE id = :comment
               AND email_sealed IS NOT NULL
               AND NOT EXISTS (SELECT FROM mail WHERE comment_id = :comment)
                ON CONFLICT (comment_id) DO NOTHING
            """)
    void add(UUID comment, String language, Instant now);

    /** Stores the request for a comment that was reopened before its author was told. */
    @Query("""
            INSERT INTO notification_request (comment_id, language, requested_at, recipient_id)
            SELECT c.id, r.language, :now, r.id
              FROM comment c
              JOIN mail_recipient r ON r.id = :recipient AND r.state = 'CONFIRMED'
             WHERE c.id = :comment
               AND c.status = 'PENDING'
                ON CONFLICT (comment_id) DO NOTHING
            """)
    void addPending(UUID comment, UUID recipient, Instant now);

    /** The requests that have no recipient yet, the oldest first. */
    @Query("""
            SELECT n.comment_id, n.language, c.email_sealed
              FROM notification_request n
              JOIN comment c ON c.id = n.comment_id
             WHERE n.recipient_id IS NULL
             ORDER BY n.requested_at
             LIMIT :limit
            """)
    List<Row> withoutRecipient(int limit);

    @Query("""
            UPDATE notification_request
               SET recipient_id = :recipient
             WHERE comment_id = :comment
            """)
    void setRecipient(UUID comment, UUID recipient);

    @Query("""
            DELETE FROM notification_request
             WHERE comment_id = ANY (CAST(:comments AS uuid[]))
            """)
    void deleteOfComments(String[] comments);

    /** The retention period of these comments is over. */
    @Query("""
            DELETE FROM notification_request n
             USING comment c
             WHERE c.id = n.comment_id
               AND c.email_sealed IS NULL
            """)
    void deleteOfErased();

    @Query("""
            WITH deleted AS (
                DELETE FROM notification_request
                 WHERE comment_id IN (SELECT comment_id
                                        FROM notification_request
                                       WHERE requested_at <= :before
                                       LIMIT :limit
                                         FOR UPDATE SKIP LOCKED)
                RETURNING 1
            )
            SELECT count(*)
              FROM deleted
            """)
    long deleteBefore(Instant before, int limit);

    /** @param emailSealed null if the author is erased */
    @Introspected
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Row(UUID commentId, String language, byte @Nullable [] emailSealed) {}
}

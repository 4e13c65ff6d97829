package mizan.mail.recipient;

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
interface RecipientRepository extends GenericRepository<RecipientRow, UUID> {

    String SELECT_RECIPIENT = """
            SELECT id, moderator, fingerprint, address, token_sealed, language, state, quiet_hours
              FROM mail_recipient
            """;

    @Query(SELECT_RECIPIENT + """
             WHERE id = :id
            """)
    Optional<RecipientRow> find(UUID id);

    @Query(SELECT_RECIPIENT + """
             WHERE token_hash = :tokenHash
            """)
    Optional<RecipientRow> findByToken(byte[] tokenHash);

    @Query(SELECT_RECIPIENT + """
             WHERE moderator = :moderator
               AND state <> 'UNSUBSCRIBED'
            """)
    Optional<RecipientRow> ofModerator(String moderator);

    /** During a key rotation an author can have two rows, until the keys are re-sealed: the first one counts. */
    @Query(SELECT_RECIPIENT + """
             WHERE fingerprint = ANY (CAST(:fingerprints AS bytea[]))
               AND moderator IS NULL
             ORDER BY id
             LIMIT 1
            """)
    Optional<RecipientRow> ofAuthor(String[] fingerprints);

    @Query("""
            WITH added AS (
                INSERT INTO mail_recipient (id, moderator, fingerprint, address, token_sealed, token_hash, language, state,
                                            is_requested, changed_at, used_at)
                SELECT id, moderator, fingerprint, address, token_sealed, token_hash, language, 'UNCONFIRMED', true, used_at,
                       used_at
                  FROM json_to_record(CAST(:recipient AS json))
                    AS r (id uuid, moderator text, fingerprint bytea, address bytea, token_sealed bytea, token_hash bytea,
                          language text, used_at timestamptz)
                    ON CONFLICT DO NOTHING
                RETURNING 1
            )
            SELECT count(*)
              FROM added
            """)
    long add(String recipient);

    /**
     * An author has named the address again. An unconfirmed address is asked again, unless it was asked within a day; the
     * pause doubles each time.
     */
    @Query("""
            UPDATE mail_recipient
               SET used_at = :now,
                   language = CASE state WHEN 'UNSUBSCRIBED' THEN language ELSE :language END,
                   is_requested = is_requested
                       OR (state = 'UNCONFIRMED'
                           AND requested_at <= CAST(:now AS timestamptz) - make_interval(days => 1 << least(requests - 1, 5)))
             WHERE id = :id
            """)
    void use(UUID id, String language, Instant now);

    /** The address of an account that has replaced it, or has unsubscribed, stays unsubscribed. */
    @Query("""
            WITH changed AS (
                UPDATE mail_recipient
                   SET state = :state,
                       is_requested = false,
                       changed_at = CASE state WHEN :state THEN changed_at ELSE CAST(:now AS timestamptz) END
                 WHERE token_hash = :tokenHash
                   AND (moderator IS NULL OR state <> 'UNSUBSCRIBED' OR :state = 'UNSUBSCRIBED')
                RETURNING id
            )
            SELECT count(*)
              FROM changed
            """)
    long changeState(byte[] tokenHash, String state, Instant now);

    @Query("""
            UPDATE mail_recipient
               SET state = 'UNSUBSCRIBED',
                   is_requested = false,
                   changed_at = :now
             WHERE moderator = :moderator
               AND state <> 'UNSUBSCRIBED'
            """)
    void removeOfModerator(String moderator, Instant now);

    @Query("""
            UPDATE mail_recipient
               SET quiet_hours = :quietHours
             WHERE moderator = :moderator
               AND state <> 'UNSUBSCRIBED'
            """)
    void setQuietHours(String moderator, @jakarta.annotation.Nullable @Nullable String quietHours);

    /** @param fingerprints in PostgreSQL's hex format */
    @Query("""
            WITH deleted AS (
                DELETE FROM mail_recipient
                 WHERE fingerprint = ANY (CAST(:fingerprints AS bytea[]))
                RETURNING id
            )
            SELECT count(*)
              FROM deleted
            """)
    long deleteByFingerprints(String[] fingerprints);

    @Query("""
            SELECT CASE WHEN r.moderator IS NULL THEN 'AUTHOR' ELSE 'MODERATOR' END AS role, r.state, r.language, r.requests, r.requested_at, r.changed_at, r.used_at,
                   (SELECT count(*) FROM notification_request n WHERE n.recipient_id = r.id) AS notifications
              FROM mail_recipient r
             WHERE r.fingerprint = ANY (CAST(:fingerprints AS bytea[]))
             ORDER BY r.id
            """)
    List<StoredRecipient> stored(String[] fingerprints);

    @Query(SELECT_RECIPIENT + """
             WHERE id > :after
             ORDER BY id
             LIMIT :limit
            """)
    List<RecipientRow> page(UUID after, int limit);

    @Query("""
            UPDATE mail_recipient r
               SET address = CAST(:address AS bytea),
                   token_sealed = CAST(:tokenSealed AS bytea),
                   fingerprint = CAST(:fingerprint AS bytea)
             WHERE r.id = :id
               AND NOT EXISTS (SELECT
                                 FROM mail_recipient other
                                WHERE other.fingerprint = CAST(:fingerprint AS bytea)
                                  AND other.moderator IS NULL
                                  AND r.moderator IS NULL
                                  AND other.id <> r.id)
            """)
    void reseal(UUID id, byte[] fingerprint, byte[] address, byte[] tokenSealed);

    /** Unconfirmed recipients that nobody has named for some time, replaced ones, and others of authors after a longer time. */
    @Query("""
            WITH deleted AS (
                DELETE FROM mail_recipient
                 WHERE id IN (SELECT id
                                FROM mail_recipient
                               WHERE (state = 'UNCONFIRMED' AND used_at <= :unconfirmed)
                                  OR (moderator IS NOT NULL AND state = 'UNSUBSCRIBED' AND changed_at <= :unconfirmed)
                                  OR (moderator IS NULL AND used_at <= :others)
                               LIMIT :limit
                                 FOR UPDATE SKIP LOCKED)
                RETURNING id
            )
            SELECT count(*)
              FROM deleted
            """)
    long deleteUnused(Instant unconfirmed, Instant others, int limit);
}

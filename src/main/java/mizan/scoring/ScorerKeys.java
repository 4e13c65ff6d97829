package mizan.scoring;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mizan.audit.AuditAction;
import mizan.audit.AuditEntry;
import mizan.audit.AuditTrail;
import mizan.platform.Sha256;
import mizan.platform.database.UuidV7;
import org.jspecify.annotations.Nullable;

/** The API keys of other systems. A key is shown once; only its hash is stored. Changes are audited, and take effect at once. */
@Singleton
public class ScorerKeys {

    /** In characters. */
    public static final int MAX_NAME = 100;

    /** More keys than a newsroom has systems. */
    static final int MAX_KEYS = 1_000;

    private static final String PREFIX = "mizan_";
    private static final int KEY_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ScorerKeyRepository repository;
    private final AuditTrail auditTrail;
    private final TransactionOperations<Connection> transactions;
    private final Clock clock;

    ScorerKeys(
            ScorerKeyRepository repository,
            AuditTrail auditTrail,
            TransactionOperations<Connection> transactions,
            Clock clock) {
        this.repository = repository;
        this.auditTrail = auditTrail;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Whether a text can name a key. */
    public static boolean isName(String name) {
        return !name.isBlank()
                && name.codePointCount(0, name.length()) <= MAX_NAME
                && name.codePoints().noneMatch(Character::isISOControl);
    }

    /**
     * Creates a key.
     *
     * @param createdBy the administrator's account; null for the command line
     */
    public NewKey add(String name, String site, @Nullable String createdBy) {
        byte[] bytes = new byte[KEY_BYTES];
        RANDOM.nextBytes(bytes);
        String secret = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ScorerKey key = new ScorerKey(UuidV7.at(now), name, site, now, createdBy, null);
        transactions.executeWrite(_ -> {
            auditTrail.record(new AuditEntry(
                    now, createdBy, AuditAction.SCORER_KEY_ADDED, null, key.id() + " " + site + " " + name));
            return repository.add(key, hash(secret));
        });
        return new NewKey(key, secret);
    }

    /** All keys in the order of their creation, revoked ones included. */
    public List<ScorerKey> list() {
        return repository.findAll(MAX_KEYS).stream()
                .map(ScorerKeyRepository.Row::toKey)
                .toList();
    }

    /** Returns whether there was a valid key with this id. */
    public boolean revoke(UUID id, @Nullable String revokedBy) {
        Instant now = clock.instant();
        return transactions.executeWrite(_ -> {
            boolean isRevoked = repository.revoke(id, now) > 0;
            if (isRevoked) {
                auditTrail.record(new AuditEntry(now, revokedBy, AuditAction.SCORER_KEY_REVOKED, null, id.toString()));
            }
            return isRevoked;
        });
    }

    /** The valid key with this secret. */
    Optional<ScorerKey> find(String secret) {
        return repository.findValid(hash(secret)).map(ScorerKeyRepository.Row::toKey);
    }

    private static byte[] hash(String secret) {
        return Sha256.of(secret.getBytes(StandardCharsets.UTF_8));
    }

    /** A new key with its secret, which is not stored. */
    public record NewKey(ScorerKey key, String secret) {

        @Override
        public String toString() {
            return "NewKey[…]";
        }
    }
}

package mizan.moderator;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** Hashes passwords with Argon2id and the parameters that OWASP recommends first: 19 MiB, 2 passes, 1 lane. */
@Singleton
class Passwords {

    /** A longer input is refused: hashing it would cost too much. */
    static final int MAX_CHARACTERS = 1_000;

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;

    /** Each hash takes 19 MiB. More at once than there are processors would not be faster. */
    private static final int MAX_CONCURRENT = 2;

    private static final Duration PERMIT_TIMEOUT = Duration.ofSeconds(2);

    private final Argon2PasswordEncoder argon2 =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES);

    private final Semaphore permits = new Semaphore(MAX_CONCURRENT, true);

    /**
     * A password is checked against this hash if the account does not exist, so that the check takes the same time. It is
     * random, so no password matches it.
     */
    final String dummyHash = "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
            .formatted(MEMORY_KIB, PASSES, LANES, random(SALT_BYTES), random(HASH_BYTES));

    String hash(String password) {
        acquirePermit();
        try {
            return argon2.encode(password);
        } finally {
            permits.release();
        }
    }

    /** Whether the password matches the hash. Without a hash it takes the same time and returns false. */
    boolean matches(String password, @Nullable String hash) {
        acquirePermit();
        try {
            boolean matches = argon2.matches(password, hash == null ? dummyHash : hash);
            return matches && hash != null;
        } finally {
            permits.release();
        }
    }

    private static String random(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return Base64.getEncoder().withoutPadding().encodeToString(random);
    }

    private void acquirePermit() {
        try {
            if (permits.tryAcquire(PERMIT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        throw new ProblemException(ProblemType.TOO_MANY_REQUESTS);
    }
}

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

/** Passwords: hashed with Argon2id, with the parameters that OWASP names first (19 MiB, 2 passes, 1 lane). */
@Singleton
class Passwords {

    /** More is no password, but work for the hash. */
    static final int MAX_CHARACTERS = 1_000;

    private static final int SALT_OCTETS = 16;
    private static final int HASH_OCTETS = 32;
    private static final int LANES = 1;
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;

    /** So many at once: each holds 19 MiB, and more than the processors can work on would only wait elsewhere. */
    private static final int AT_ONCE = 2;

    private static final Duration WAIT = Duration.ofSeconds(2);

    private final Argon2PasswordEncoder argon2 =
            new Argon2PasswordEncoder(SALT_OCTETS, HASH_OCTETS, LANES, MEMORY_KIB, PASSES);

    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    /**
     * Checked against when there is no such account, so that the answer takes the same time: of no password, as nothing was
     * hashed for it.
     */
    final String decoy = "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
            .formatted(MEMORY_KIB, PASSES, LANES, random(SALT_OCTETS), random(HASH_OCTETS));

    String hash(String password) {
        takeTurn();
        try {
            return argon2.encode(password);
        } finally {
            turns.release();
        }
    }

    /** Whether the password has this hash; takes as long, and is never true, where there is none. */
    boolean matches(String password, @Nullable String hash) {
        takeTurn();
        try {
            boolean matches = argon2.matches(password, hash == null ? decoy : hash);
            return matches && hash != null;
        } finally {
            turns.release();
        }
    }

    private static String random(int octets) {
        byte[] random = new byte[octets];
        new SecureRandom().nextBytes(random);
        return Base64.getEncoder().withoutPadding().encodeToString(random);
    }

    private void takeTurn() {
        try {
            if (turns.tryAcquire(WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        throw new ProblemException(ProblemType.TOO_MANY_REQUESTS);
    }
}

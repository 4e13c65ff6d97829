package mizan.moderator.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

class PasswordsTest {

    private final Passwords passwords = new Passwords();

    @Test
    void dummyHashHasTheParametersOfARealOne() {
        List<String> real = parts(passwords.hash("open sesame open sesame"));
        List<String> dummy = parts(passwords.dummyHash);

        assertThat(dummy.subList(0, 4)).isEqualTo(real.subList(0, 4));
        assertThat(bytes(dummy.get(4))).hasSameSizeAs(bytes(real.get(4)));
        assertThat(bytes(dummy.get(5))).hasSameSizeAs(bytes(real.get(5)));
    }

    @Test
    void missingHashMatchesNoPassword() {
        assertThat(matches("open sesame open sesame", null)).isFalse();
        assertThat(matches("open sesame open sesame", passwords.hash("open sesame open sesame")))
                .isTrue();
    }

    @Test
    void hashesAreThoseOfAnotherImplementation() {
        Argon2PasswordEncoder other = new Argon2PasswordEncoder(16, 32, 1, 7_168, 5);

        assertThat(other.matches("نخلة وراء البيت", passwords.hash("نخلة وراء البيت")))
                .isTrue();
        assertThat(matches("open sesame", other.encode("open sesame"))).isTrue();
        assertThat(matches("open sesame", other.encode("Open sesame"))).isFalse();
        assertThat(matches("open sesame", new Argon2PasswordEncoder(16, 32, 1, 19_456, 2).encode("open sesame")))
                .as("other parameters")
                .isTrue();
    }

    @Test
    void composedAndDecomposedCharactersAreTheSame() {
        assertThat(matches("cafe\u0301 noir", passwords.hash("caf\u00e9 noir"))).isTrue();
    }

    @Test
    void hashingAllocatesNoMemoryForItsBlocks() {
        passwords.hash("open sesame");
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getTotalThreadAllocatedBytes();

        for (int i = 0; i < 5; i++) {
            passwords.hash("open sesame");
        }

        assertThat(threads.getTotalThreadAllocatedBytes() - before)
                .as("bytes; the blocks of five hashes are 35 MiB")
                .isLessThan(10 << 20);
    }

    @Test
    void fullLineRefusesAtOnceAndKeepsPlacesForKnownNetworks() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch admitted = new CountDownLatch(Passwords.MAX_WAITING);
            for (int i = 0; i < Passwords.MAX_WAITING; i++) {
                executor.execute(() -> passwords.admit(HashPriority.LOW, () -> {
                    admitted.countDown();
                    return await(release);
                }));
            }
            admitted.await();

            assertThatThrownBy(() -> passwords.admit(HashPriority.LOW, () -> "admitted"))
                    .isInstanceOfSatisfying(ProblemException.class, refusal -> {
                        assertThat(refusal.type()).isEqualTo(ProblemType.TOO_MANY_REQUESTS);
                        assertThat(refusal.exceeded()).isPresent();
                    });
            assertThat(passwords.admit(HashPriority.HIGH, () -> "admitted")).isEqualTo("admitted");

            release.countDown();
        }
        assertThat(passwords.admit(HashPriority.LOW, () -> "admitted")).isEqualTo("admitted");
    }

    @Test
    void knownNetworksGoFirst() throws Exception {
        AtomicInteger finished = new AtomicInteger();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                executor.execute(() -> {
                    passwords.matches("open sesame", null, HashPriority.LOW);
                    finished.incrementAndGet();
                });
            }
            Awaitility.await().until(() -> passwords.waiting() >= 10);

            passwords.matches("open sesame", null, HashPriority.HIGH);

            assertThat(finished.get()).as("finished before").isLessThan(15);
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean matches(String password, @Nullable String hash) {
        return passwords.matches(password, hash, HashPriority.LOW);
    }

    /** An empty string, then algorithm, version, parameters, salt and hash. */
    private static List<String> parts(String hash) {
        return Stream.of(hash.split("\\$", -1)).toList();
    }

    private static byte[] bytes(String base64) {
        return Base64.getDecoder().decode(base64);
    }
}

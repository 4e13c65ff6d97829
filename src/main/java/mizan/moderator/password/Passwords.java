package mizan.moderator.password;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import mizan.platform.http.ProblemException;
import mizan.platform.limit.Exceeded;
import mizan.platform.limit.Quota;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.FixedBlockPool;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Hashes passwords with Argon2id. Of the parameters that OWASP's Password Storage Cheat Sheet lists as equally strong, it
 * uses those with the least memory: 7 MiB, 5 passes, 1 lane.
 *
 * <p>Hashing is the costliest work that a client without an account can cause. Passwords are therefore hashed one at a time
 * on a thread of their own, in memory that is kept, and only a few may wait.
 */
@Singleton
public class Passwords {

    /** A longer input is refused: hashing it would cost too much. */
    public static final int MAX_CHARACTERS = 1_000;

    /** How many of each priority may wait. All together wait about a second. */
    static final int MAX_WAITING = 8;

    private static final Quota QUEUE = new Quota("sign-in-queue", MAX_WAITING, Duration.ofSeconds(2));

    private static final Duration IDLE_THREAD = Duration.ofSeconds(10);

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Argon2Hash.Cost COST = new Argon2Hash.Cost(7_168, 5, 1);

    private final SecureRandom random = new SecureRandom();

    /** Keeps the memory of one hash, so that an attack produces no garbage. */
    private final BlockPool memory =
            new FixedBlockPool(Argon2BytesGenerator.getBlockCount(COST.memoryKib(), COST.lanes()));

    private final Map<HashPriority, Semaphore> places = Map.of(
            HashPriority.HIGH, new Semaphore(MAX_WAITING),
            HashPriority.LOW, new Semaphore(MAX_WAITING));

    private final AtomicLong sequence = new AtomicLong();

    private final ThreadPoolExecutor executor = new ThreadPoolExecutor(
            1,
            1,
            IDLE_THREAD.toSeconds(),
            TimeUnit.SECONDS,
            new PriorityBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("password-hash").factory());

    /**
     * A password is checked against this hash if the account does not exist, so that the check takes the same time. It is
     * random, so no password matches it.
     */
    final String dummyHash = new Argon2Hash(COST, random(SALT_BYTES), random(HASH_BYTES)).format();

    Passwords() {
        executor.allowCoreThreadTimeOut(true);
    }

    /**
     * Runs work that checks a password, if there is a place in the line. The place is taken before the work reads the
     * database, so that waiting clients hold no other resource.
     *
     * @throws ProblemException too-many-requests, at once, if too many are waiting
     */
    public <T> T admit(HashPriority priority, Supplier<T> work) {
        Semaphore place = places.getOrDefault(priority, new Semaphore(0));
        if (!place.tryAcquire()) {
            throw ProblemException.tooManyRequests(new Exceeded(QUEUE, QUEUE.refill()));
        }
        try {
            return work.get();
        } finally {
            place.release();
        }
    }

    /** @throws ProblemException too-many-requests, at once, if too many are waiting */
    public String hash(String password) {
        byte[] salt = random(SALT_BYTES);
        return admit(HashPriority.HIGH, () -> {
            byte[] hash = run(HashPriority.HIGH, () -> compute(password, COST, salt, HASH_BYTES));
            return new Argon2Hash(COST, salt, hash).format();
        });
    }

    /**
     * Whether the password matches the hash. Without a hash it takes the same time and returns false. Only inside
     * {@link #admit}.
     */
    public boolean matches(String password, @Nullable String hash, HashPriority priority) {
        Argon2Hash expected = Argon2Hash.parse(hash == null ? dummyHash : hash).orElse(null);
        if (expected == null) {
            return false;
        }
        byte[] actual =
                run(priority, () -> compute(password, expected.cost(), expected.salt(), expected.hash().length));
        return MessageDigest.isEqual(actual, expected.hash()) && hash != null;
    }

    /** The number of passwords that wait for the thread. */
    int waiting() {
        return executor.getQueue().size();
    }

    private byte[] compute(String password, Argon2Hash.Cost cost, byte[] salt, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memoryKib())
                .withIterations(cost.passes())
                .withParallelism(cost.lanes())
                .withSalt(salt)
                .withBlockPool(memory)
                .build());
        byte[] hash = new byte[length];
        // Keyboards differ in whether they compose characters (RFC 8265 §4.2).
        String composed = Normalizer.normalize(password, Normalizer.Form.NFC);
        generator.generateBytes(composed.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }

    private byte[] run(HashPriority priority, Callable<byte[]> work) {
        Task task = new Task(priority, sequence.getAndIncrement(), work);
        executor.execute(task);
        try {
            return task.get();
        } catch (InterruptedException e) {
            task.cancel(false);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a password was hashed", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A password cannot be hashed", e);
        }
    }

    private byte[] random(int bytes) {
        byte[] value = new byte[bytes];
        random.nextBytes(value);
        return value;
    }

    /** A hash that waits. Of the same priority, the first comes first. */
    private static final class Task extends FutureTask<byte[]> implements Comparable<Task> {

        private static final Comparator<Task> ORDER =
                Comparator.<Task, HashPriority>comparing(task -> task.priority).thenComparingLong(task -> task.number);

        private final HashPriority priority;
        private final long number;

        Task(HashPriority priority, long number, Callable<byte[]> work) {
            super(work);
            this.priority = priority;
            this.number = number;
        }

        @Override
        public int compareTo(Task other) {
            return ORDER.compare(this, other);
        }
    }
}

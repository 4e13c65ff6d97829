package mizan.publication;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micronaut.context.annotation.Property;
import io.micronaut.core.convert.format.ReadableBytes;
import jakarta.inject.Singleton;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import mizan.platform.netty.Representation;
import org.jspecify.annotations.Nullable;

/**
 * Cache of rendered responses. An entry is valid until a comment of one of its articles changes. Concurrent misses of one
 * key share one load.
 *
 * <p>Caffeine's {@code AsyncCache} is not used for the loads. It would log every failed load with its stack trace, and
 * with the change number in the key it would keep outdated versions in memory.
 */
@Singleton
class PageCache {

    /** An entry expires after this time even if no change was received. */
    private static final Duration MAX_AGE = Duration.ofMinutes(1);

    /** Approximate size of an entry without its body, in bytes. */
    private static final int ENTRY_OVERHEAD = 1_000;

    /** Half of the connection pool. Loads that took all of it would block decisions and the outbox poller. */
    private static final int MAX_CONCURRENT_LOADS = 8;

    private final ChangeCounter changes;
    private final Duration permitTimeout;
    private final Semaphore loadPermits = new Semaphore(MAX_CONCURRENT_LOADS, true);
    private final Cache<CacheKey, Entry> entries;
    private final ConcurrentMap<Load, CompletableFuture<Representation>> loads = new ConcurrentHashMap<>();

    /**
     * @param maxBytes memory for all entries
     * @param permitTimeoutMillis a load waits this long for its permit: as long as other requests wait for a connection
     */
    PageCache(
            ChangeCounter changes,
            @Property(name = "mizan.page-cache-memory") @ReadableBytes long maxBytes,
            @Property(name = "datasources.default.connection-timeout") long permitTimeoutMillis) {
        this.changes = changes;
        this.permitTimeout = Duration.ofMillis(permitTimeoutMillis);
        this.entries = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((CacheKey _, Entry entry) -> entry.page().memoryBytes() + ENTRY_OVERHEAD)
                .expireAfterWrite(MAX_AGE)
                .executor(Runnable::run)
                .build();
    }

    /** Returns the cached response; null if there is none, or if it is no longer valid. Never blocks. */
    @Nullable Representation getIfValid(CacheKey key) {
        Entry entry = entries.getIfPresent(key);
        return entry != null && changes.isUpToDate() && entry.changeNumber() == changes.changeNumber(key)
                ? entry.page()
                : null;
    }

    /**
     * Returns the cached response, or loads it in the calling thread. If another thread is loading the same key, and no
     * change has come since it began, its result is shared.
     *
     * @param loader reads the comments and renders them; its exception reaches all callers that share the load
     * @throws CompletionException if no permit is free in time; {@link mizan.platform.database.DatabaseUnavailable} knows
     *     its cause
     */
    Representation get(CacheKey key, Supplier<Representation> loader) {
        @Nullable Representation valid = getIfValid(key);
        if (valid != null) {
            return valid;
        }
        Load load = new Load(key, changes.changeNumber(key));
        CompletableFuture<Representation> result = new CompletableFuture<>();
        @Nullable CompletableFuture<Representation> running = loads.putIfAbsent(load, result);
        if (running != null) {
            return join(running);
        }
        var _ = result.completeAsync(() -> loadWithPermit(load, loader), Runnable::run);
        loads.remove(load);
        return join(result);
    }

    private Representation loadWithPermit(Load load, Supplier<Representation> loader) {
        try {
            if (!loadPermits.tryAcquire(permitTimeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new CompletionException(new SQLTransientException("Too many loads wait for the database"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        try {
            // Another thread may have finished the same load after this one missed the cache.
            @Nullable Representation valid = getIfValid(load.key());
            return valid == null ? store(load, loader.get()) : valid;
        } finally {
            loadPermits.release();
        }
    }

    // Change numbers only grow. The result of a load that began before a change does not replace a newer entry.
    private Representation store(Load load, Representation page) {
        entries.asMap()
                .merge(
                        load.key(),
                        new Entry(page, load.changeNumber()),
                        (current, loaded) -> current.changeNumber() > loaded.changeNumber() ? current : loaded);
        return page;
    }

    private static Representation join(CompletableFuture<Representation> load) {
        try {
            return load.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** @param changeNumber read before the comments, so that a later change makes the entry invalid */
    private record Entry(Representation page, long changeNumber) {}

    /** A load in progress. One that began before a change is not shared with requests that come after it. */
    private record Load(CacheKey key, long changeNumber) {}
}

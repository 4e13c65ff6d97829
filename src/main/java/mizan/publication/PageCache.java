package mizan.publication;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.micronaut.context.annotation.Property;
import io.micronaut.core.convert.format.ReadableBytes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLTransientException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import mizan.platform.database.DatabaseUnavailable;
import org.jspecify.annotations.Nullable;

/**
 * Cache of rendered responses. An entry is valid until a comment of one of its articles changes, or
 * until the time at which its article opens or closes. Concurrent misses of one
 * key share one load.
 *
 * <p>While the database is unavailable, an entry is served stale for some minutes, unless this replica knows that one of its
 * comments may have been removed.
 *
 * <p>Caffeine's {@code AsyncCache} is not used for the loads. It would log every failed load with its stack trace, and
 * with the change number in the key it would keep outdated versions in memory.
 */
@Singleton
public class PageCache {

    /** An entry is loaded again after this time even if no change was received. */
    private static final Duration MAX_AGE = Duration.ofMinutes(1);

    /** A stale entry is served no longer than this after it was certainly current. */
    private static final Duration MAX_STALE = Duration.ofMinutes(5);

    /** Upper bound of the memory of an entry without its key and body, in bytes. */
    private static final int ENTRY_OVERHEAD = 2_000;

    /** Half of the connection pool. Loads that took all of it would block decisions and the outbox poller. */
    private static final int MAX_CONCURRENT_LOADS = 8;

    /** Further loads fail at once. They would wait too long, and each holds its request in memory. */
    private static final int MAX_WAITING_LOADS = 256;

    private final ChangeCounter changes;
    private final Duration permitTimeout;
    private final Ticker ticker;
    private final Clock clock;
    private final Semaphore loadPermits = new Semaphore(MAX_CONCURRENT_LOADS, true);
    private final Cache<CacheKey, Entry> entries;
    private final EmptyArticles<Entry> emptyArticles = new EmptyArticles<>(MAX_AGE.plus(MAX_STALE));
    private final ConcurrentMap<Load, CompletableFuture<RenderedResponse>> loads = new ConcurrentHashMap<>();

    /** Whether the last load found the database unavailable. */
    private volatile boolean isFailing;

    /** While loads fail, the request that tries the database again. The others do not wait for it. */
    private final Semaphore retryPermit = new Semaphore(1);

    /**
     * @param maxBytes memory for all entries
     * @param permitTimeoutMillis a load waits this long for its permit: as long as other requests wait for a connection
     */
    @Inject
    PageCache(
            ChangeCounter changes,
            @Property(name = "mizan.page-cache-memory") @ReadableBytes long maxBytes,
            @Property(name = "datasources.default.connection-timeout") long permitTimeoutMillis,
            Clock clock) {
        this(changes, maxBytes, permitTimeoutMillis, Ticker.systemTicker(), clock);
    }

    /** @param ticker a clock in nanoseconds */
    PageCache(ChangeCounter changes, long maxBytes, long permitTimeoutMillis, Ticker ticker, Clock clock) {
        this.clock = clock;
        this.changes = changes;
        this.permitTimeout = Duration.ofMillis(permitTimeoutMillis);
        this.ticker = ticker;
        this.entries = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((CacheKey key, Entry entry) -> ENTRY_OVERHEAD
                        + key.memoryBytes()
                        + entry.response().representation().memoryBytes())
                .expireAfterWrite(MAX_AGE.plus(MAX_STALE))
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    /** Returns the cached response; null if there is none, or if it is no longer valid. Never blocks. */
    @Nullable RenderedResponse getIfValid(CacheKey key) {
        @Nullable Entry entry = entry(key);
        return entry != null
                        && changes.isUpToDate()
                        && entry.changeNumber() == changes.changeNumber(key)
                        && age(entry).compareTo(MAX_AGE) < 0
                        && entry.response().isValid(clock)
                ? entry.response()
                : null;
    }

    /**
     * Returns the cached response, or loads it in the calling thread. If another thread is loading the same key, and no
     * change has come since it began, its result is shared. If the database is unavailable, the response may be stale.
     *
     * @param loader reads the comments and renders them; its exception reaches all callers that share the load
     * @throws CompletionException if no permit is free in time; {@link DatabaseUnavailable} knows its cause
     */
    public CachedResponse get(CacheKey key, Supplier<RenderedResponse> loader) {
        @Nullable RenderedResponse valid = getIfValid(key);
        if (valid != null) {
            return new CachedResponse(valid, Optional.empty());
        }
        boolean isDown = isFailing && !changes.isUpToDate();
        boolean isRetry = isDown && retryPermit.tryAcquire();
        try {
            @Nullable CachedResponse stale = isDown && !isRetry ? stale(key) : null;
            return stale == null ? new CachedResponse(load(key, loader), Optional.empty()) : stale;
        } catch (RuntimeException e) {
            @Nullable CachedResponse stale = DatabaseUnavailable.isCauseOf(e) ? stale(key) : null;
            if (stale == null) {
                throw e;
            }
            return stale;
        } finally {
            if (isRetry) {
                retryPermit.release();
            }
        }
    }

    /** The estimated memory of all entries in bytes. */
    long weight() {
        entries.cleanUp();
        return entries.policy().eviction().orElseThrow().weightedSize().orElseThrow();
    }

    private RenderedResponse load(CacheKey key, Supplier<RenderedResponse> loader) {
        Load load = new Load(key, changes.changeNumber(key), changes.removalNumber(key));
        CompletableFuture<RenderedResponse> result = new CompletableFuture<>();
        @Nullable CompletableFuture<RenderedResponse> running = loads.putIfAbsent(load, result);
        if (running != null) {
            return join(running);
        }
        var _ = result.completeAsync(() -> loadWithPermit(load, loader), Runnable::run);
        loads.remove(load);
        return join(result);
    }

    private RenderedResponse loadWithPermit(Load load, Supplier<RenderedResponse> loader) {
        try {
            if (loadPermits.getQueueLength() >= MAX_WAITING_LOADS
                    || !loadPermits.tryAcquire(permitTimeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new CompletionException(new SQLTransientException("Too many loads wait for the database"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        try {
            // Another thread may have finished the same load after this one missed the cache.
            @Nullable RenderedResponse valid = getIfValid(load.key());
            return valid == null ? store(load, watched(loader)) : valid;
        } finally {
            loadPermits.release();
        }
    }

    private RenderedResponse watched(Supplier<RenderedResponse> loader) {
        try {
            RenderedResponse loaded = loader.get();
            isFailing = false;
            return loaded;
        } catch (RuntimeException e) {
            isFailing = DatabaseUnavailable.isCauseOf(e);
            throw e;
        }
    }

    private RenderedResponse store(Load load, RenderedResponse response) {
        Entry entry = new Entry(response, load.changeNumber(), load.removalNumber(), ticker.read());
        if (!response.isEmpty()) {
            entries.asMap().merge(load.key(), entry, PageCache::newer);
        } else {
            // A stale page must not come back.
            entries.invalidate(load.key());
            if (load.key() instanceof PageRequest page) {
                emptyArticles.merge(page, entry, PageCache::newer);
            }
        }
        return response;
    }

    // Change numbers only grow. The result of a load that began before a change does not replace a newer entry.
    private static Entry newer(Entry current, Entry loaded) {
        return current.changeNumber() > loaded.changeNumber() ? current : loaded;
    }

    /** An entry that was current when this replica last knew all changes, or when it was loaded. */
    private @Nullable CachedResponse stale(CacheKey key) {
        @Nullable Entry entry = entry(key);
        if (entry == null || entry.removalNumber() != changes.removalNumber(key)) {
            return null;
        }
        Duration sinceCaughtUp = changes.sinceCaughtUp();
        Duration age = age(entry).compareTo(sinceCaughtUp) < 0 ? age(entry) : sinceCaughtUp;
        return age.compareTo(MAX_STALE) > 0 ? null : new CachedResponse(entry.response(), Optional.of(age));
    }

    private @Nullable Entry entry(CacheKey key) {
        @Nullable Entry entry = entries.getIfPresent(key);
        return entry == null && key instanceof PageRequest page && page.after() == null
                ? emptyArticles.get(page)
                : entry;
    }

    private Duration age(Entry entry) {
        return Duration.ofNanos(ticker.read() - entry.loadedAt());
    }

    private static RenderedResponse join(CompletableFuture<RenderedResponse> load) {
        try {
            return load.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /**
     * @param changeNumber read before the comments, so that a later change makes the entry invalid
     * @param removalNumber read before the comments, so that a later removal makes the entry unusable
     * @param loadedAt in nanoseconds
     */
    private record Entry(RenderedResponse response, long changeNumber, long removalNumber, long loadedAt) {}

    /** A load in progress. One that began before a change is not shared with requests that come after it. */
    private record Load(CacheKey key, long changeNumber, long removalNumber) {}
}

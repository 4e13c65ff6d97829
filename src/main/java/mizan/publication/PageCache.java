package mizan.publication;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micronaut.context.annotation.Property;
import io.micronaut.core.convert.format.ReadableBytes;
import jakarta.inject.Singleton;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import mizan.platform.netty.Representation;
import org.jspecify.annotations.Nullable;

/**
 * The answers to what readers ask, finished, each for as long as nothing has changed that it is made of. However many
 * ask at once for what is not there, it is made once.
 */
@Singleton
class PageCache {

    /** After which one is made anew even if no change was heard of: a second safety. */
    private static final Duration LIFETIME = Duration.ofMinutes(1);

    /** What an answer takes beside its body, in octets. */
    private static final int OVERHEAD = 1_000;

    /** Half the connections: with all of them, many cold articles would keep out who decides, and who hears of changes. */
    private static final int MAKINGS_AT_ONCE = 8;

    private final ChangeCounter changes;
    private final Duration patience;
    private final Semaphore turns = new Semaphore(MAKINGS_AT_ONCE, true);
    private final Cache<CacheKey, Kept> kept;
    private final ConcurrentMap<CacheKey, Making> makings = new ConcurrentHashMap<>();

    /**
     * @param memory octets
     * @param patience milliseconds that who asks waits for a turn: as long as others wait for a connection
     */
    PageCache(
            ChangeCounter changes,
            @Property(name = "mizan.answers-memory") @ReadableBytes long memory,
            @Property(name = "datasources.default.connection-timeout") long patience) {
        this.changes = changes;
        this.patience = Duration.ofMillis(patience);
        this.kept = Caffeine.newBuilder()
                .maximumWeight(memory)
                .weigher((CacheKey _, Kept answer) -> answer.body().size() + OVERHEAD)
                .expireAfterWrite(LIFETIME)
                .executor(Runnable::run)
                .build();
    }

    /** The answer, if it is there and still true. */
    @Nullable Representation find(CacheKey asked) {
        Kept found = kept.getIfPresent(asked);
        return found != null && changes.isListening() && found.number() == changes.number(asked) ? found.body() : null;
    }

    /**
     * The answer; made by this thread, or by another that has begun since the last change, if it is not there.
     *
     * @param make reads what is asked for; whatever it throws, all get who wait for it
     * @throws CompletionException if its turn does not come in time: {@link mizan.platform.database.DatabaseUnavailable} knows the cause
     */
    Representation get(CacheKey asked, Supplier<Representation> make) {
        Representation found = find(asked);
        if (found != null) {
            return found;
        }
        long number = changes.number(asked);
        Making making = makings.compute(
                asked,
                (_, running) ->
                        running != null && running.number == number ? running : new Making(asked, number, make));
        making.run();
        return making.result();
    }

    private Representation madeInTurn(CacheKey asked, Supplier<Representation> make) throws InterruptedException {
        if (!turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new CompletionException(new SQLTransientException("Too many wait for the database"));
        }
        try {
            // Whoever looked a moment before it was there comes here a moment after.
            @Nullable Representation found = find(asked);
            return found == null ? make.get() : found;
        } finally {
            turns.release();
        }
    }

    private record Kept(Representation body, long number) {}

    /** One try to make an answer, which many may wait for. */
    private final class Making extends FutureTask<Representation> {

        private final CacheKey asked;
        private final long number;

        Making(CacheKey asked, long number, Supplier<Representation> make) {
            super(() -> madeInTurn(asked, make));
            this.asked = asked;
            this.number = number;
        }

        // Numbers only grow: one that a change has overtaken takes no newer one's place.
        @Override
        protected void set(Representation body) {
            kept.asMap().merge(asked, new Kept(body, number), (old, made) -> old.number() > made.number() ? old : made);
            super.set(body);
        }

        @Override
        protected void done() {
            makings.remove(asked, this);
        }

        Representation result() {
            try {
                return get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
            }
        }
    }
}

package mizan.publication;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import mizan.comment.CommentStatus;
import mizan.outbox.OutboxEvent;
import mizan.outbox.OutboxEvents;
import mizan.outbox.OutboxListener;
import mizan.outbox.OutboxRecord;

/**
 * Counts the changes to published comments that this replica has received. A caller reads the number before it queries
 * the database. As long as the number is the same, the result of the query is current. Articles are hashed to a fixed
 * number of counters: a collision only costs an unneeded query.
 */
@Singleton
class ChangeCounter implements OutboxListener {

    /** A power of two. */
    private static final int COUNTERS = 4_096;

    /**
     * Maximum time since the last completed poll of the outbox. Later requests go to the database. Readers see changes
     * within one second, even if a poll hangs. Polls start every 200 ms: the limit tolerates a poll that takes a third of a
     * second, or three missing polls.
     */
    private static final Duration MAX_POLL_AGE = Duration.ofMillis(900);

    private final Ticker ticker;
    private final AtomicLongArray counters = new AtomicLongArray(COUNTERS);

    /** The changes that do not publish a comment: rejections, withdrawals, reopened comments and erased authors. */
    private final AtomicLongArray removals = new AtomicLongArray(COUNTERS);

    /** Number of reconnects. Events may have been missed before each of them. */
    private final AtomicLong reconnects = new AtomicLong();

    private volatile boolean isConnected;
    private volatile long caughtUpAt;

    @Inject
    ChangeCounter() {
        this(Ticker.systemTicker());
    }

    /** @param ticker a clock in nanoseconds */
    ChangeCounter(Ticker ticker) {
        this.ticker = ticker;
        this.caughtUpAt = ticker.read();
    }

    /** Grows with every change of these articles' comments. */
    long changeNumber(CacheKey key) {
        return sum(key, counters);
    }

    /** Grows with every change after which an earlier response shows a comment that it must not show any more. */
    long removalNumber(CacheKey key) {
        return sum(key, removals);
    }

    private long sum(CacheKey key, AtomicLongArray ofArticles) {
        long sum = reconnects.get();
        for (String article : key.articles()) {
            sum += ofArticles.get(index(key.site(), article));
        }
        return sum;
    }

    /** The time since all changes were known. */
    Duration sinceCaughtUp() {
        return Duration.ofNanos(ticker.read() - caughtUpAt);
    }

    /** Whether events arrive, and the last completed poll is recent enough. */
    boolean isUpToDate() {
        return isConnected && ticker.read() - caughtUpAt < MAX_POLL_AGE.toNanos();
    }

    @Override
    public void onEvent(OutboxRecord outboxRecord) {
        count(outboxRecord.event());
    }

    /** Counts this replica's own changes right after the commit: the next request sees them before the poller does. */
    @EventListener
    void onCommit(OutboxEvents events) {
        events.events().forEach(this::count);
    }

    @Override
    public void onCaughtUp(long moment) {
        caughtUpAt = moment;
    }

    @Override
    public void onDisconnected() {
        isConnected = false;
    }

    // In this order: entries from before the reconnect must be invalid when isConnected is set.
    @Override
    public void onConnected() {
        reconnects.incrementAndGet();
        isConnected = true;
    }

    private void count(OutboxEvent event) {
        count(event.site(), event.article(), !event.status().equals(CommentStatus.APPROVED.name()));
    }

    /** Counts a change of the article itself. It may have been hidden, so no earlier response is used any more. */
    void countArticle(String site, String article) {
        count(site, article, true);
    }

    private void count(String site, String article, boolean mayRemove) {
        for (String counted : new String[] {article, CacheKey.ANY_ARTICLE}) {
            int index = index(site, counted);
            if (mayRemove) {
                removals.incrementAndGet(index);
            }
            counters.incrementAndGet(index);
        }
    }

    private static int index(String site, String article) {
        int hash = 31 * site.hashCode() + article.hashCode();
        return (hash ^ (hash >>> 16)) & (COUNTERS - 1);
    }
}

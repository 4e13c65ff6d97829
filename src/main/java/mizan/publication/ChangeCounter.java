package mizan.publication;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micronaut.transaction.annotation.TransactionalEventListener;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import mizan.outbox.OutboxEvent;
import mizan.outbox.OutboxEvents;
import mizan.outbox.OutboxListener;
import mizan.outbox.OutboxRecord;

/**
 * How often what readers may see has changed, as far as this replica has heard. Whoever notes the number before they
 * read in the database, and finds it the same after, has read what is still so. Articles share numbers, of which there
 * are so many: now and then one's change looks like another's, and costs a read.
 */
@Singleton
class ChangeCounter implements OutboxListener {

    /** A power of two. */
    private static final int NUMBERS = 4_096;

    /**
     * How long what was heard counts as all there is, so that a look into the outbox that hangs makes nothing staler than
     * the second that readers are promised. Looks begin every 200 ms: one may take a third of a second, or three be left
     * out, before readers are sent to the database.
     */
    private static final Duration LEASE = Duration.ofMillis(900);

    private final Ticker ticker;
    private final AtomicLongArray numbers = new AtomicLongArray(NUMBERS);

    /** How often something may have been missed. */
    private final AtomicLong breaks = new AtomicLong();

    private volatile boolean isListening;
    private volatile long heardAllBefore;

    @Inject
    ChangeCounter() {
        this(Ticker.systemTicker());
    }

    /** With another clock, of nanoseconds. */
    ChangeCounter(Ticker ticker) {
        this.ticker = ticker;
        this.heardAllBefore = ticker.read();
    }

    /** Grows with every change of these articles' comments. */
    long number(CacheKey asked) {
        long sum = breaks.get();
        for (String article : asked.articles()) {
            sum += numbers.get(place(asked.site(), article));
        }
        return sum;
    }

    /** Whether changes are heard of, and lately enough. */
    boolean isListening() {
        return isListening && ticker.read() - heardAllBefore < LEASE.toNanos();
    }

    @Override
    public void onEvent(OutboxRecord announced) {
        changed(announced.event());
    }

    /** Whoever decides here sees it here with the next request, before the note has come around. */
    @TransactionalEventListener
    void committed(OutboxEvents announcements) {
        announcements.events().forEach(this::changed);
    }

    @Override
    public void onCaughtUp(long moment) {
        heardAllBefore = moment;
    }

    @Override
    public void onDisconnected() {
        isListening = false;
    }

    // In this order: what was noted before counts for nothing now.
    @Override
    public void onConnected() {
        breaks.incrementAndGet();
        isListening = true;
    }

    private void changed(OutboxEvent announcement) {
        numbers.incrementAndGet(place(announcement.site(), announcement.article()));
    }

    private static int place(String site, String article) {
        int hash = 31 * site.hashCode() + article.hashCode();
        return (hash ^ (hash >>> 16)) & (NUMBERS - 1);
    }
}

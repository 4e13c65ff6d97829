package mizan.moderation;

import io.micronaut.http.sse.Event;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import mizan.moderator.SignedIn;
import mizan.outbox.Announced;
import mizan.outbox.Outbox;
import mizan.outbox.OutboxListener;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** Tells the clients that watch what is decided, on any replica, and how much waits. */
@Singleton
class LiveEvents implements OutboxListener {

    /** So much of what it missed a client is told; after a longer absence it reads the queue anew anyway. */
    private static final int MISSED = 5_000;

    private final Outbox outbox;
    private final SignedIn signedIn;
    private final Clock clock;

    private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
    private volatile Map<String, Backlog> backlogs = Map.of();

    LiveEvents(Outbox outbox, SignedIn signedIn, Clock clock) {
        this.outbox = outbox;
        this.signedIn = signedIn;
        this.clock = clock;
    }

    /**
     * What happens from now on, until the client goes, its token ends or its account changes.
     *
     * @param heardLast the id of the last event that the client heard before, or null; it is told what it has missed
     */
    Flux<Event<?>> watch(Watcher watcher, @Nullable Long heardLast) {
        // In this order nothing falls in between; what is heard twice is the same both times.
        watchers.add(watcher);
        watcher.show(backlogs, clock.instant());
        List<Announced> missed = heardLast == null ? List.of() : outbox.since(heardLast, MISSED);
        return Flux.<Event<?>>fromStream(missed.stream().filter(watcher::hears).map(DecidedEvent::of))
                .concatWith(watcher.events())
                .doFinally(_ -> watchers.remove(watcher));
    }

    @Override
    public void heard(Announced announced) {
        watchers.forEach(watcher -> watcher.tell(announced));
    }

    /** Shows everybody who still may see it how much waits. */
    void show(Map<String, Backlog> current) {
        backlogs = current;
        Instant now = clock.instant();
        List<Watcher> over = watchers.stream()
                .filter(watcher -> watcher.isOver(now) || !isAsBefore(watcher))
                .toList();
        over.forEach(Watcher::end);
        // Also one whose client went before it was answered.
        watchers.removeAll(over);
        watchers.forEach(watcher -> watcher.show(current, now));
    }

    /** How many watch on this replica. */
    int watching() {
        return watchers.size();
    }

    private boolean isAsBefore(Watcher watcher) {
        return signedIn.moderator(watcher.token())
                .filter(watcher.moderator()::equals)
                .isPresent();
    }
}

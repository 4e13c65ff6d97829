package mizan.moderation;

import io.micronaut.http.sse.Event;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import mizan.moderator.Moderator;
import mizan.moderator.SignedIn;
import mizan.outbox.Announced;
import mizan.outbox.Outbox;
import mizan.outbox.OutboxListener;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** Tells the clients that watch what is decided, on any replica, and how much waits. */
@Singleton
class LiveEvents implements OutboxListener {

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
        // Nobody watches before the answer is written, which after a HEAD it never is.
        return Flux.defer(() -> begin(watcher, heardLast)).doFinally(_ -> watchers.remove(watcher));
    }

    // In this order nothing falls in between; what is heard twice is the same both times.
    private Flux<Event<?>> begin(Watcher watcher, @Nullable Long heardLast) {
        watchers.add(watcher);
        watcher.show(backlogs, clock.instant());
        Flux<Event<?>> missed = heardLast == null
                ? Flux.empty()
                : Flux.fromStream(() -> outbox.since(heardLast, watcher.sites()).map(DecidedEvent::of));
        return missed.subscribeOn(Schedulers.boundedElastic()).concatWith(watcher.events());
    }

    @Override
    public void heard(Announced announced) {
        watchers.forEach(watcher -> watcher.tell(announced));
    }

    /** Shows everybody who still may see it how much waits. */
    void show(Map<String, Backlog> current) {
        backlogs = current;
        Instant now = clock.instant();
        Map<String, Optional<Moderator>> accounts = new HashMap<>();
        List<Watcher> over = watchers.stream()
                .filter(watcher -> watcher.isOver(now)
                        || !accounts.computeIfAbsent(watcher.session(), _ -> signedIn.moderator(watcher.token()))
                                .equals(Optional.of(watcher.moderator())))
                .toList();
        over.forEach(Watcher::end);
        watchers.removeAll(over);
        watchers.forEach(watcher -> watcher.show(current, now));
    }

    /** How many watch on this replica. */
    int watching() {
        return watchers.size();
    }
}

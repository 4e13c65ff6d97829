package mizan.moderation.live;

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
import mizan.moderation.statistics.Backlog;
import mizan.moderator.CurrentModerator;
import mizan.moderator.Moderator;
import mizan.outbox.Outbox;
import mizan.outbox.OutboxListener;
import mizan.outbox.OutboxRecord;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** Tells the clients that watch what is decided, on any replica, and how much waits. */
@Singleton
class EventBroadcaster implements OutboxListener {

    private final Outbox outbox;
    private final CurrentModerator signedIn;
    private final Clock clock;

    private final Set<EventSubscription> watchers = ConcurrentHashMap.newKeySet();
    private volatile Map<String, Backlog> backlogs = Map.of();

    EventBroadcaster(Outbox outbox, CurrentModerator signedIn, Clock clock) {
        this.outbox = outbox;
        this.signedIn = signedIn;
        this.clock = clock;
    }

    /**
     * What happens from now on, until the client goes, its token ends or its account changes.
     *
     * @param heardLast the id of the last event that the client heard before, or null; it is told what it has missed
     */
    Flux<Event<?>> watch(EventSubscription watcher, @Nullable Long heardLast) {
        // Nobody watches before the answer is written, which after a HEAD it never is.
        return Flux.defer(() -> begin(watcher, heardLast)).doFinally(_ -> watchers.remove(watcher));
    }

    // In this order nothing falls in between; what is heard twice is the same both times.
    private Flux<Event<?>> begin(EventSubscription watcher, @Nullable Long heardLast) {
        watchers.add(watcher);
        watcher.show(backlogs, clock.instant());
        Flux<Event<?>> missed = heardLast == null
                ? Flux.empty()
                : Flux.fromStream(() -> outbox.since(heardLast, watcher.sites()).map(DecidedEvent::of));
        return missed.subscribeOn(Schedulers.boundedElastic()).concatWith(watcher.events());
    }

    @Override
    public void onEvent(OutboxRecord announced) {
        watchers.forEach(watcher -> watcher.tell(announced));
    }

    /** Shows everybody who still may see it how much waits. */
    void show(Map<String, Backlog> current) {
        backlogs = current;
        Instant now = clock.instant();
        Map<String, Optional<Moderator>> accounts = new HashMap<>();
        List<EventSubscription> over = watchers.stream()
                .filter(watcher -> watcher.isOver(now)
                        || !accounts.computeIfAbsent(watcher.session(), _ -> signedIn.resolve(watcher.token()))
                                .equals(Optional.of(watcher.moderator())))
                .toList();
        over.forEach(EventSubscription::end);
        watchers.removeAll(over);
        watchers.forEach(watcher -> watcher.show(current, now));
    }

    /** How many watch on this replica. */
    int watching() {
        return watchers.size();
    }
}

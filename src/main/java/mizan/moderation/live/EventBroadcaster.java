package mizan.moderation.live;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.http.sse.Event;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerShutdownEvent;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import mizan.comment.claim.LiveClaim;
import mizan.moderation.statistics.Backlog;
import mizan.moderator.AccountChanged;
import mizan.moderator.Moderator;
import mizan.moderator.session.CurrentModerator;
import mizan.outbox.Outbox;
import mizan.outbox.OutboxListener;
import mizan.outbox.OutboxRecord;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** Sends the decisions of all replicas and the current backlog to the subscriptions of this replica. */
@Singleton
class EventBroadcaster implements OutboxListener {

    private final Outbox outbox;
    private final CurrentModerator currentModerator;
    private final Clock clock;

    private final Set<EventSubscription> subscriptions = ConcurrentHashMap.newKeySet();
    private volatile Map<String, Backlog> backlogs = Map.of();
    private volatile boolean isStopping;

    EventBroadcaster(Outbox outbox, CurrentModerator currentModerator, Clock clock, MeterRegistry meters) {
        Gauge.builder("mizan.event.subscriptions", subscriptions, Set::size)
                .description("Open event streams of moderators")
                .register(meters);
        this.outbox = outbox;
        this.currentModerator = currentModerator;
        this.clock = clock;
    }

    /**
     * The events from now on. They end when the client disconnects, its token expires, or its account changes.
     *
     * @param after the id of the last event that the client knows, or null; the events since then come first
     */
    Flux<Event<?>> subscribe(EventSubscription subscription, @Nullable Long after) {
        // The subscription starts when the response body is written. That of HEAD ends at once.
        return Flux.defer(() -> start(subscription, after)).doFinally(_ -> subscriptions.remove(subscription));
    }

    // The subscription is added before the outbox is read, so no event is lost between the two. An event may be sent
    // twice, with the same content.
    private Flux<Event<?>> start(EventSubscription subscription, @Nullable Long after) {
        subscriptions.add(subscription);
        subscription.send(backlogs, clock.instant());
        if (isStopping) {
            subscription.complete();
        }
        Flux<Event<?>> missed = after == null
                ? Flux.empty()
                : Flux.fromStream(() -> outbox.since(after, subscription.sites())
                        .filter(missedEvent -> missedEvent.event().isStatusChange())
                        .map(DecidedEvent::of));
        return missed.subscribeOn(Schedulers.boundedElastic()).concatWith(subscription.events());
    }

    @Override
    public void onEvent(OutboxRecord event) {
        subscriptions.forEach(subscription -> subscription.send(event));
    }

    /** Sends the current backlog and claims, and ends the subscriptions whose token or account is no longer valid. */
    void broadcast(Map<String, Backlog> current, List<LiveClaim> claims) {
        backlogs = current;
        Instant now = clock.instant();
        Map<String, Optional<Moderator>> accounts = new HashMap<>();
        List<EventSubscription> invalid = subscriptions.stream()
                .filter(subscription -> subscription.isExpired(now)
                        || !accounts.computeIfAbsent(
                                        subscription.session(), _ -> currentModerator.resolve(subscription.token()))
                                .equals(Optional.of(subscription.moderator())))
                .toList();
        invalid.forEach(EventSubscription::complete);
        subscriptions.removeAll(invalid);
        subscriptions.forEach(subscription -> {
            subscription.send(current, now);
            subscription.send(claims);
        });
    }

    /**
     * Ends the subscriptions of an account that is being changed; its clients reconnect with their current rights. Other
     * replicas notice the change at their next {@linkplain #broadcast poll} of the backlog.
     */
    @EventListener
    void end(AccountChanged change) {
        List<EventSubscription> ended = subscriptions.stream()
                .filter(subscription -> subscription.moderator().name().equals(change.name()))
                .toList();
        ended.forEach(EventSubscription::complete);
        subscriptions.removeAll(ended);
    }

    /** Ends all subscriptions at the start of a shutdown, which would otherwise wait for them. Their clients reconnect to another replica. */
    @EventListener
    void end(ServerShutdownEvent shutdown) {
        isStopping = true;
        List.copyOf(subscriptions).forEach(EventSubscription::complete);
    }

    /** The number of subscriptions on this replica. */
    int subscriptionCount() {
        return subscriptions.size();
    }
}

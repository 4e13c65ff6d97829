package mizan.moderation.live;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.micronaut.http.sse.Event;
import io.micronaut.security.authentication.Authentication;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import mizan.comment.claim.LiveClaim;
import mizan.moderation.statistics.Backlog;
import mizan.moderator.Moderator;
import mizan.outbox.OutboxRecord;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * The event stream of one client. Events that its connection does not accept yet are buffered. When the buffer is full the
 * stream ends, and the client reconnects with the id of the last event that it has received. So a slow or dead client costs
 * at most one buffer.
 */
final class EventSubscription {

    private static final int BUFFER_SIZE = 512;

    /** After this number of polls without a change the backlog is sent again, to show that the connection is alive. */
    private static final int HEARTBEAT_POLLS = 5;

    private static final Duration RETRY = Duration.ofSeconds(2);

    private final Authentication token;
    private final Moderator moderator;
    private final Set<String> sites;
    private final Instant expiresAt;
    private final Sinks.Many<Event<?>> sink =
            Sinks.unsafe().many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(BUFFER_SIZE));

    private @Nullable QueueEvent lastSent;
    private @Nullable Map<UUID, LiveClaim> lastClaims;
    private int pollsSinceSent;

    /**
     * @param token the subscription ends when it expires
     * @param sites the only sites whose events are sent
     */
    EventSubscription(Authentication token, Moderator moderator, Set<String> sites) {
        this.token = token;
        this.moderator = moderator;
        this.sites = Set.copyOf(sites);
        this.expiresAt =
                token.getAttributes().get("exp") instanceof Date expiration ? expiration.toInstant() : Instant.MAX;
    }

    Authentication token() {
        return token;
    }

    /** Identifies the session. All tokens of one session share it, so that their account is read once. */
    String session() {
        return token.getName() + ' ' + token.getAttributes().get("session");
    }

    Set<String> sites() {
        return sites;
    }

    Moderator moderator() {
        return moderator;
    }

    boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    /** The events, for a single subscriber. */
    Flux<Event<?>> events() {
        return sink.asFlux();
    }

    /** Sends a change of status on one of the subscribed sites; ignores any other event. */
    void send(OutboxRecord event) {
        if (sites.contains(event.event().site()) && event.event().isStatusChange()) {
            emit(DecidedEvent.of(event));
        }
    }

    /** Sends the backlog if its counts have changed, or if nothing was sent for a while. */
    synchronized void send(Map<String, Backlog> backlogs, Instant now) {
        QueueEvent current = QueueEvent.of(backlogs, sites, now);
        pollsSinceSent++;
        if (backlogs.isEmpty()) {
            // The first poll has not finished yet.
            return;
        }
        if (lastSent == null || !lastSent.hasSameCounts(current) || pollsSinceSent >= HEARTBEAT_POLLS) {
            lastSent = current;
            pollsSinceSent = 0;
            emit(Event.of(current).name(QueueEvent.NAME).retry(RETRY));
        }
    }

    /** Sends the claims that have changed since the last call, and all claims the first time. */
    synchronized void send(List<LiveClaim> liveClaims) {
        Map<UUID, LiveClaim> current = liveClaims.stream()
                .filter(claim -> sites.contains(claim.site()))
                .collect(toUnmodifiableMap(LiveClaim::id, claim -> claim));
        ClaimsEvent event = lastClaims == null ? ClaimsEvent.all(current) : ClaimsEvent.changes(lastClaims, current);
        lastClaims = current;
        if (!event.isEmpty()) {
            emit(Event.of(event).name(ClaimsEvent.NAME));
        }
    }

    synchronized void complete() {
        var _ = sink.tryEmitComplete();
    }

    private synchronized void emit(Event<?> event) {
        if (sink.tryEmitNext(event) == Sinks.EmitResult.FAIL_OVERFLOW) {
            complete();
        }
    }
}

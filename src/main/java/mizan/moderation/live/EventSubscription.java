package mizan.moderation.live;

import io.micronaut.http.sse.Event;
import io.micronaut.security.authentication.Authentication;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import mizan.moderation.statistics.Backlog;
import mizan.moderator.Moderator;
import mizan.outbox.OutboxRecord;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * One client that watches. What its connection does not take in time waits in a small queue; when that is full the
 * watching ends, and the client comes back and says what it heard last. So a slow or dead one costs this queue at most.
 */
final class EventSubscription {

    private static final int WAITING = 512;

    /** After so many pulses without news the numbers are sent again: a silent connection is taken for a dead one. */
    private static final int SILENT_PULSES = 5;

    private static final Duration RETRY = Duration.ofSeconds(2);

    private final Authentication token;
    private final Moderator moderator;
    private final Set<String> sites;
    private final Instant until;
    private final Sinks.Many<Event<?>> sink =
            Sinks.unsafe().many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(WAITING));

    private @Nullable QueueEvent shown;
    private int silentPulses;

    /**
     * @param token with whose end the watching ends
     * @param sites of these, and no others, it hears
     */
    EventSubscription(Authentication token, Moderator moderator, Set<String> sites) {
        this.token = token;
        this.moderator = moderator;
        this.sites = Set.copyOf(sites);
        this.until = token.getAttributes().get("exp") instanceof Date end ? end.toInstant() : Instant.MAX;
    }

    Authentication token() {
        return token;
    }

    /** The same for tokens of one session, whose account is looked for once. */
    String session() {
        return token.getName() + ' ' + token.getAttributes().get("session");
    }

    Set<String> sites() {
        return sites;
    }

    Moderator moderator() {
        return moderator;
    }

    boolean isOver(Instant now) {
        return !now.isBefore(until);
    }

    /** For one subscriber. */
    Flux<Event<?>> events() {
        return sink.asFlux();
    }

    boolean hears(OutboxRecord announced) {
        return sites.contains(announced.event().site());
    }

    void tell(OutboxRecord announced) {
        if (hears(announced)) {
            emit(DecidedEvent.of(announced));
        }
    }

    /** Says how much waits, if that is news or nothing was said for a while. */
    synchronized void show(Map<String, Backlog> backlogs, Instant now) {
        QueueEvent current = QueueEvent.of(backlogs, sites, now);
        silentPulses++;
        if (backlogs.isEmpty()) {
            // Nobody has looked yet.
            return;
        }
        if (shown == null || !shown.hasSameCounts(current) || silentPulses >= SILENT_PULSES) {
            shown = current;
            silentPulses = 0;
            emit(Event.of(current).name(QueueEvent.NAME).retry(RETRY));
        }
    }

    synchronized void end() {
        var _ = sink.tryEmitComplete();
    }

    private synchronized void emit(Event<?> event) {
        if (sink.tryEmitNext(event) == Sinks.EmitResult.FAIL_OVERFLOW) {
            end();
        }
    }
}

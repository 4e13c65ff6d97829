package mizan.outbox;

import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import mizan.platform.database.JsonParameters;
import org.jspecify.annotations.Nullable;

/** The transactional outbox: events are stored in the transaction that causes them, and reach every replica. */
@Singleton
public class Outbox {

    private static final int PAGE_SIZE = 1_000;

    private final OutboxRepository repository;
    private final ApplicationEventPublisher<OutboxEvents> localEvents;
    private final JsonParameters json;
    private final Clock clock;

    Outbox(
            OutboxRepository repository,
            ApplicationEventPublisher<OutboxEvents> localEvents,
            JsonParameters json,
            Clock clock) {
        this.repository = repository;
        this.localEvents = localEvents;
        this.json = json;
        this.clock = clock;
    }

    /** Stores events in the caller's transaction. Every replica polls them after the commit. */
    public void append(List<OutboxEvent> events) {
        repository.insert(clock.instant(), json.rows(events));
    }

    /**
     * Notifies listeners in this process of events that are committed. They would also receive them from the next poll; this
     * way the next request sees the change.
     */
    public void publishCommitted(List<OutboxEvent> events) {
        localEvents.publishEvent(new OutboxEvents(events));
    }

    /**
     * The events after an id, and those shortly before it: concurrent transactions commit in another order than their ids.
     * The caller may already know some of them. The stream reads page by page; the outbox keeps events for a day.
     *
     * @param sites selects the events of these sites; null for all
     */
    public Stream<OutboxRecord> since(long id, @Nullable Set<String> sites) {
        String @Nullable [] names = sites == null ? null : sites.toArray(String[]::new);
        return Stream.iterate(
                        page(repository.lowerBound(id), id, names),
                        page -> !page.isEmpty(),
                        page -> page.size() < PAGE_SIZE
                                ? List.of()
                                : page(page.getLast().id(), id, names))
                .flatMap(List::stream);
    }

    private List<OutboxRecord> page(long above, long known, String @Nullable [] sites) {
        return repository.findAfter(above, known, sites, PAGE_SIZE).stream()
                .map(OutboxRepository.Row::toRecord)
                .toList();
    }

    /** The id of the newest committed event, for a later call of {@link #since}; 0 if there is none. */
    public long position() {
        return repository.maxId();
    }

    /** The current snapshot, for a later call of {@link #between}. */
    public String snapshot() {
        return repository.snapshot();
    }

    /**
     * The events that were committed between two snapshots: each exactly once, regardless of the order and duration of
     * the transactions.
     */
    public Stream<OutboxRecord> between(String earlier, String later) {
        return Stream.iterate(
                        repository.findBetween(earlier, later, "0", 0, PAGE_SIZE),
                        page -> !page.isEmpty(),
                        page -> page.size() < PAGE_SIZE
                                ? List.of()
                                : repository.findBetween(
                                        earlier,
                                        later,
                                        page.getLast().transactionId(),
                                        page.getLast().id(),
                                        PAGE_SIZE))
                .flatMap(page -> page.stream()
                        .map(OutboxRepository.TransactionRow::toRecord)
                        // Keeps the events of a comment in the order of its versions.
                        .sorted(Comparator.comparingLong(OutboxRecord::id)));
    }
}

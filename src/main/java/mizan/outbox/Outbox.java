package mizan.outbox;

import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import mizan.platform.database.ArrayParameters;
import org.jspecify.annotations.Nullable;

/** Tells every replica, this one too, what has changed, as part of the transaction that changes it. */
@Singleton
public class Outbox {

    private static final int PAGE = 1_000;

    private final OutboxRepository repository;
    private final ApplicationEventPublisher<OutboxEvents> transactions;
    private final Clock clock;

    Outbox(OutboxRepository repository, ApplicationEventPublisher<OutboxEvents> transactions, Clock clock) {
        this.repository = repository;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Heard by everybody once the caller's transaction is committed, and not at all if it is not. */
    public void append(List<OutboxEvent> announcements) {
        repository.announce(
                clock.instant(),
                ArrayParameters.texts(
                        announcements, announcement -> announcement.comment().toString()),
                ArrayParameters.texts(announcements, OutboxEvent::site),
                ArrayParameters.texts(announcements, OutboxEvent::article),
                ArrayParameters.texts(announcements, OutboxEvent::status),
                ArrayParameters.integers(announcements, OutboxEvent::version),
                ArrayParameters.texts(announcements, OutboxEvent::by));
        publishAppended(announcements);
    }

    /** The same for what the caller has written into the outbox itself, along with what has changed. */
    public void publishAppended(List<OutboxEvent> announcements) {
        transactions.publishEvent(new OutboxEvents(announcements));
    }

    /**
     * What was announced after this one and, as transactions run side by side, shortly before: some may be known already.
     * Read page by page as the stream goes on; the outbox remembers a day.
     *
     * @param sites of these only, or null for all
     */
    public Stream<OutboxRecord> since(long id, @Nullable Set<String> sites) {
        String @Nullable [] names = sites == null ? null : sites.toArray(String[]::new);
        return Stream.iterate(
                        page(repository.floor(id), id, names),
                        page -> !page.isEmpty(),
                        page -> page.size() < PAGE
                                ? List.of()
                                : page(page.getLast().id(), id, names))
                .flatMap(List::stream);
    }

    private List<OutboxRecord> page(long above, long known, String @Nullable [] sites) {
        return repository.page(above, known, sites, PAGE).stream()
                .map(OutboxRepository.Row::announced)
                .toList();
    }

    /** What is committed by now, to ask later what has come since. */
    String snapshot() {
        return repository.snapshot();
    }

    /**
     * What was committed after the one snapshot and before the other: each once, whatever the order of the commits, and
     * without regard to how long any transaction takes.
     */
    Stream<OutboxRecord> between(String earlier, String later) {
        return Stream.iterate(
                        repository.between(earlier, later, "0", 0, PAGE),
                        page -> !page.isEmpty(),
                        page -> page.size() < PAGE
                                ? List.of()
                                : repository.between(
                                        earlier,
                                        later,
                                        page.getLast().transactionId(),
                                        page.getLast().id(),
                                        PAGE))
                .flatMap(page -> page.stream()
                        .map(OutboxRepository.FollowedRow::announced)
                        // Of one comment in the order of its versions.
                        .sorted(Comparator.comparingLong(OutboxRecord::id)));
    }
}

package mizan.moderation;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import mizan.comment.CommentId;
import mizan.comment.CommentStatus;
import mizan.platform.Columns;
import mizan.platform.Cursor;
import org.jspecify.annotations.Nullable;

/** The comments that wait, oldest first, and those that were decided, newest first. */
@Singleton
public class ModerationQueue {

    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private final QueueRepository repository;
    private final BacklogRepository backlogs;
    private final WordSearch search;
    private final QueueRows rows;
    private final TransactionOperations<Connection> transactions;
    private final Clock clock;

    ModerationQueue(
            QueueRepository repository,
            BacklogRepository backlogs,
            WordSearch search,
            QueueRows rows,
            TransactionOperations<Connection> transactions,
            Clock clock) {
        this.repository = repository;
        this.backlogs = backlogs;
        this.search = search;
        this.rows = rows;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * One page: what is pending oldest first, what was decided newest decision first. Where a search takes long it ends
     * before it is full, and says where to go on.
     */
    public QueuePage page(QueueFilter filter) {
        List<String> after = Cursor.read(filter.after(), 2);
        boolean isPending = filter.status() == CommentStatus.PENDING;
        // Without a cursor the page begins beyond the first row: a condition that an index can always serve.
        Place place = after.isEmpty()
                ? Place.atEdge(isPending ? FIRST : LAST)
                : new Place(Cursor.instant(after.get(0)), Cursor.uuid(after.get(1)));
        if (filter.isOfWordsAlone()) {
            WordSearch.Found found = search.find(filter, place, filter.limit() + 1);
            return page(filter, found.places(), found.reached());
        }
        return page(filter, listed(filter, place, filter.limit() + 1), null);
    }

    // Of the comments at these places those that are still looked for. Where no place is one too many, it goes on at
    // the reached one.
    private QueuePage page(QueueFilter filter, List<Place> places, @Nullable Place reached) {
        List<Place> page = places.stream().limit(filter.limit()).toList();
        Map<UUID, QueueRow> stored = repository
                .findAll(Columns.texts(page, place -> place.id().toString()))
                .stream()
                .filter(row -> row.status() == filter.status())
                .collect(toMap(QueueRow::id, identity()));
        @Nullable Place next = places.size() > page.size() ? page.getLast() : reached;
        return new QueuePage(
                page.stream()
                        .map(place -> stored.get(place.id()))
                        .filter(Objects::nonNull) // decided meanwhile
                        .map(row -> rows.comment(row, now()))
                        .toList(),
                next == null ? null : cursor(next));
    }

    private List<Place> listed(QueueFilter filter, Place after, int limit) {
        String[] sites = filter.sites().toArray(String[]::new);
        if (filter.status() == CommentStatus.PENDING && !filter.isNarrow()) {
            return repository.pending(sites, after.at(), after.id(), limit);
        }
        return transactions.executeRead(_ -> {
            repository.planForValues();
            return filter.status() == CommentStatus.PENDING
                    ? repository.pending(
                            sites,
                            filter.article(),
                            filter.author(),
                            filter.words(),
                            filter.finding(),
                            filter.holder(),
                            now(),
                            after.at(),
                            after.id(),
                            limit)
                    : repository.decided(
                            filter.status(),
                            sites,
                            filter.article(),
                            filter.author(),
                            filter.words(),
                            filter.finding(),
                            after.at(),
                            after.id(),
                            limit);
        });
    }

    public Optional<QueuedComment> find(CommentId id) {
        return repository.find(id.value()).map(row -> rows.comment(row, now()));
    }

    /** One comment, with all decisions about it. */
    public Optional<QueuedComment> findWithHistory(CommentId id) {
        return find(id).map(comment -> comment.with(rows.history(repository.history(id.value()))));
    }

    /** How much waits at these sites together. */
    public Waiting waiting(Set<String> sites) {
        List<Backlog> found = backlogs.backlogs(sites.toArray(String[]::new), now());
        return new Waiting(
                found.stream().mapToLong(Backlog::pending).sum(),
                found.stream().mapToLong(Backlog::claimed).sum(),
                found.stream()
                        .map(Backlog::oldestAt)
                        .filter(Objects::nonNull)
                        .min(Instant::compareTo)
                        .orElse(null));
    }

    private static String cursor(Place place) {
        return Cursor.of(place.at(), place.id());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

package mizan.moderation;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import mizan.comment.CommentId;
import mizan.comment.CommentStatus;
import mizan.platform.Cursor;
import org.jspecify.annotations.Nullable;

/** The comments that wait, oldest first, and those that were decided, newest first. */
@Singleton
public class ModerationQueue {

    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");
    private static final UUID NO_ID = new UUID(0, 0);

    private final QueueRepository repository;
    private final BacklogRepository backlogs;
    private final QueueRows rows;
    private final TransactionOperations<Connection> transactions;
    private final Clock clock;

    ModerationQueue(
            QueueRepository repository,
            BacklogRepository backlogs,
            QueueRows rows,
            TransactionOperations<Connection> transactions,
            Clock clock) {
        this.repository = repository;
        this.backlogs = backlogs;
        this.rows = rows;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** One page: what is pending oldest first, what was decided newest decision first. */
    public QueuePage page(QueueFilter filter) {
        List<String> after = Cursor.read(filter.after(), 2);
        String[] sites = filter.sites().toArray(String[]::new);
        int oneMore = filter.limit() + 1;
        boolean isPending = filter.status() == CommentStatus.PENDING;
        // Without a cursor the page begins beyond the first row: a condition that an index can always serve.
        Instant afterAt = after.isEmpty() ? (isPending ? FIRST : LAST) : Cursor.instant(after.get(0));
        UUID afterId = after.isEmpty() ? NO_ID : Cursor.uuid(after.get(1));
        List<QueueRow> found = isPending && !filter.isNarrow()
                ? repository.pending(sites, afterAt, afterId, oneMore)
                : filtered(filter, sites, afterAt, afterId, oneMore);
        List<QueueRow> page = found.stream().limit(filter.limit()).toList();
        @Nullable String next = found.size() > page.size() ? cursor(page.getLast(), isPending) : null;
        return new QueuePage(page.stream().map(row -> rows.comment(row, now())).toList(), next);
    }

    private List<QueueRow> filtered(QueueFilter filter, String[] sites, Instant afterAt, UUID afterId, int limit) {
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
                            afterAt,
                            afterId,
                            limit)
                    : repository.decided(
                            filter.status(),
                            sites,
                            filter.article(),
                            filter.author(),
                            filter.words(),
                            filter.finding(),
                            afterAt,
                            afterId,
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

    private static String cursor(QueueRow last, boolean isPending) {
        Instant at = isPending ? last.submittedAt() : Objects.requireNonNull(last.decidedAt());
        return Cursor.of(at, last.id());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

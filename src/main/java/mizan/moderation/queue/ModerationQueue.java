package mizan.moderation.queue;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import mizan.comment.CommentId;
import mizan.moderation.KeysetPosition;
import mizan.moderation.QueueFilter;
import mizan.moderation.search.TextSearch;
import mizan.platform.database.ArrayParameters;
import mizan.platform.database.PlannerSettings;
import mizan.platform.http.Cursor;
import org.jspecify.annotations.Nullable;

/** The moderation queue: pending comments, oldest first, and decided comments, newest decision first. */
@Singleton
public class ModerationQueue {

    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final QueueRepository repository;
    private final PlannerSettings planner;
    private final TextSearch search;
    private final QueuedCommentMapper mapper;
    private final TransactionOperations<Connection> transactions;
    private final Clock clock;

    ModerationQueue(
            QueueRepository repository,
            PlannerSettings planner,
            TextSearch search,
            QueuedCommentMapper mapper,
            TransactionOperations<Connection> transactions,
            Clock clock) {
        this.repository = repository;
        this.planner = planner;
        this.search = search;
        this.mapper = mapper;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * One page of the queue. A page may be shorter than its limit; only a {@code next} of null marks the last page. There are
     * two reasons for a short page. Its positions and its rows are read by two statements, and a comment that is decided
     * between them is left out. A text search that takes long returns the matches found so far.
     */
    public QueuedComments page(QueueRequest request) {
        QueueFilter filter = request.filter();
        KeysetPosition start = start(request);
        // One more than the page holds shows whether there is a next page.
        int limit = request.limit() + 1;
        if (filter.isTextSearchOnly()) {
            TextSearch.Matches matches = search.search(filter, start, limit);
            return page(request, matches.positions(), matches.resumeAfter());
        }
        return page(request, positions(filter, start, limit), null);
    }

    // The first page starts beyond the first row, so that every page has a condition that an index serves.
    private static KeysetPosition start(QueueRequest request) {
        List<String> after = Cursor.decode(request.after(), 2);
        if (after.isEmpty()) {
            return KeysetPosition.lowestAt(request.filter().isPending() ? EARLIEST : LATEST);
        }
        return new KeysetPosition(Cursor.parseInstant(after.get(0)), Cursor.parseUuid(after.get(1)));
    }

    private QueuedComments page(
            QueueRequest request, List<KeysetPosition> positions, @Nullable KeysetPosition resumeAfter) {
        List<KeysetPosition> page = positions.stream().limit(request.limit()).toList();
        Map<UUID, QueueRow> rows =
                repository
                        .findAll(ArrayParameters.texts(
                                page, position -> position.id().toString()))
                        .stream()
                        .filter(row -> row.status() == request.filter().status())
                        .collect(toMap(QueueRow::id, identity()));
        Instant now = clock.instant();
        @Nullable KeysetPosition next = positions.size() > page.size() ? page.getLast() : resumeAfter;
        return new QueuedComments(
                page.stream()
                        .map(position -> rows.get(position.id()))
                        .filter(Objects::nonNull) // its status has changed since the positions were read
                        .map(row -> mapper.toQueuedComment(row, now))
                        .toList(),
                next == null ? null : Cursor.encode(next.at(), next.id()));
    }

    private List<KeysetPosition> positions(QueueFilter filter, KeysetPosition after, int limit) {
        if (filter.isPending() && filter.isUnfiltered()) {
            return repository.allPending(filter, after, limit);
        }
        return transactions.executeRead(_ -> {
            planner.useCustomPlans();
            return filter.isPending()
                    ? repository.pending(filter, after, limit, clock.instant())
                    : repository.decided(filter, after, limit);
        });
    }

    public Optional<QueuedComment> find(CommentId id) {
        return repository.find(id.value()).map(row -> mapper.toQueuedComment(row, clock.instant()));
    }

    /** One comment with all its decisions, oldest first. */
    public Optional<QueuedComment> findWithHistory(CommentId id) {
        return find(id).map(comment -> comment.withHistory(mapper.toDecisions(repository.history(id.value()))));
    }

    /** The comments with these ids in their current state, in no particular order. Withdrawn comments are left out. */
    public List<QueuedComment> findAll(Collection<CommentId> ids) {
        Instant now = clock.instant();
        return repository.findAll(textArray(ids)).stream()
                .map(row -> mapper.toQueuedComment(row, now))
                .toList();
    }

    /** The pending comments with these ids that the moderator has claimed, oldest first. */
    public List<QueuedComment> findClaimed(Collection<CommentId> ids, String claimant, Instant now) {
        return repository.findClaimed(textArray(ids), claimant).stream()
                .map(row -> mapper.toQueuedComment(row, now))
                .toList();
    }

    private static String[] textArray(Collection<CommentId> ids) {
        return ids.stream().map(CommentId::toString).toArray(String[]::new);
    }
}

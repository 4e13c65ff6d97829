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
import mizan.audit.AuditAction;
import mizan.audit.AuditEntry;
import mizan.audit.AuditTrail;
import mizan.comment.CommentId;
import mizan.moderation.AuthorScope;
import mizan.moderation.KeysetPosition;
import mizan.moderation.QueueFilter;
import mizan.moderation.search.TextSearch;
import mizan.moderator.Moderator;
import mizan.platform.database.ArrayParameters;
import mizan.platform.database.PlannerSettings;
import mizan.platform.http.Cursors;
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
    private final AuditTrail auditTrail;
    private final Cursors cursors;
    private final TransactionOperations<Connection> transactions;
    private final Clock clock;

    ModerationQueue(
            QueueRepository repository,
            PlannerSettings planner,
            TextSearch search,
            QueuedCommentMapper mapper,
            AuditTrail auditTrail,
            Cursors cursors,
            TransactionOperations<Connection> transactions,
            Clock clock) {
        this.repository = repository;
        this.planner = planner;
        this.search = search;
        this.mapper = mapper;
        this.auditTrail = auditTrail;
        this.cursors = cursors;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * One page of the queue. A page may be shorter than its limit; only a {@code next} of null marks the last page. There are
     * two reasons for a short page. Its positions and its rows are read by two statements, and a comment that is decided
     * between them is left out. A text search that takes long returns the matches found so far. The audit trail records a
     * filter by author.
     */
    public QueuedComments page(QueueRequest request) {
        QueueFilter filter = request.filter();
        if (filter.author() != null) {
            auditTrail.record(new AuditEntry(
                    clock.instant(), request.viewer().name(), AuditAction.AUTHOR_SEARCHED, filter.author(), null));
        }
        KeysetPosition start = start(request);
        // One more than the page holds shows whether there is a next page.
        int limit = request.limit() + 1;
        if (filter.isTextSearchOnly()) {
            TextSearch.Matches matches = search.search(filter, start, limit);
            return page(request, matches.positions(), matches.resumeAfter());
        }
        return page(request, positions(filter, AuthorScope.of(request.viewer()), start, limit), null);
    }

    // The first page starts beyond the first row, so that every page has a condition that an index serves.
    private KeysetPosition start(QueueRequest request) {
        List<String> after = cursors.decode(request.filter().cursorScope(), request.after(), 2);
        if (after.isEmpty()) {
            return KeysetPosition.lowestAt(request.filter().isPending() ? EARLIEST : LATEST);
        }
        return new KeysetPosition(Cursors.instant(after.get(0)), Cursors.uuid(after.get(1)));
    }

    private QueuedComments page(
            QueueRequest request, List<KeysetPosition> positions, @Nullable KeysetPosition resumeAfter) {
        List<KeysetPosition> page = positions.stream().limit(request.limit()).toList();
        Map<UUID, QueueRow> rows = repository
                .findAll(
                        ArrayParameters.texts(page, position -> position.id().toString()),
                        AuthorScope.of(request.viewer()))
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
                next == null ? null : cursor(request.filter(), next));
    }

    /** The cursor after a pending comment of a list. */
    public String cursorAfter(QueueFilter filter, QueuedComment comment) {
        return cursor(filter, new KeysetPosition(comment.submittedAt(), comment.id()));
    }

    private String cursor(QueueFilter filter, KeysetPosition position) {
        return cursors.encode(filter.cursorScope(), position.at(), position.id());
    }

    private List<KeysetPosition> positions(QueueFilter filter, AuthorScope scope, KeysetPosition after, int limit) {
        if (filter.isPending() && filter.isUnfiltered()) {
            return repository.allPending(filter, after, limit);
        }
        return transactions.executeRead(_ -> {
            planner.useCustomPlans();
            return filter.isPending()
                    ? repository.pending(filter, scope, new QueueRepository.Window(after, limit), clock.instant())
                    : repository.decided(filter, scope, new QueueRepository.Window(after, limit));
        });
    }

    /** @param viewer the moderator who sees the comment */
    public Optional<QueuedComment> find(CommentId id, Moderator viewer) {
        return repository
                .find(id.value(), AuthorScope.of(viewer))
                .map(row -> mapper.toQueuedComment(row, clock.instant()));
    }

    /** One comment with all its decisions, oldest first. */
    public Optional<QueuedComment> findWithHistory(CommentId id, Moderator viewer) {
        return find(id, viewer).map(comment -> comment.withHistory(mapper.toDecisions(repository.history(id.value()))));
    }

    /** The comments with these ids in their current state, in no particular order. Withdrawn comments are left out. */
    public List<QueuedComment> findAll(Collection<CommentId> ids, Moderator viewer) {
        Instant now = clock.instant();
        return repository.findAll(textArray(ids), AuthorScope.of(viewer)).stream()
                .map(row -> mapper.toQueuedComment(row, now))
                .toList();
    }

    /** The pending comments with these ids that the moderator has claimed, oldest first. */
    public List<QueuedComment> findClaimed(Collection<CommentId> ids, Moderator claimant, Instant now) {
        return repository.findClaimed(textArray(ids), claimant.name(), AuthorScope.of(claimant)).stream()
                .map(row -> mapper.toQueuedComment(row, now))
                .toList();
    }

    private static String[] textArray(Collection<CommentId> ids) {
        return ids.stream().map(CommentId::toString).toArray(String[]::new);
    }
}

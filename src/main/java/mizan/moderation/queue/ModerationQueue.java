package mizan.moderation.queue;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import mizan.audit.AuditAction;
import mizan.audit.AuditEntry;
import mizan.audit.AuditTrail;
import mizan.comment.CommentId;
import mizan.comment.CommentStatus;
import mizan.moderation.AuthorScope;
import mizan.moderation.KeysetPosition;
import mizan.moderation.QueueFilter;
import mizan.moderation.QueueOrder;
import mizan.moderation.search.TextSearch;
import mizan.moderator.Moderator;
import mizan.platform.database.ArrayParameters;
import mizan.platform.database.PlannerSettings;
import mizan.platform.http.paging.Cursors;
import org.jspecify.annotations.Nullable;

/** The moderation queue: pending comments, oldest first, and decided comments, newest decision first. */
@Singleton
public class ModerationQueue {

    /** Lists are counted up to this number. */
    private static final int MAX_TOTAL = 1_000;

    /** A list is counted in steps of one page: for a higher LIMIT PostgreSQL reads all rows that match a filter. */
    private static final int COUNT_STEP = 50;

    /** No step of a count is started after this. */
    private static final Duration TIME_BUDGET = Duration.ofMillis(500);

    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private static final Comparator<KeysetPosition> NEWEST_FIRST = Comparator.comparing(KeysetPosition::at)
            .thenComparing(KeysetPosition::id)
            .reversed();

    private final QueueRepository repository;
    private final QueuePositionRepository positionRepository;
    private final PlannerSettings planner;
    private final TextSearch search;
    private final QueuedCommentMapper mapper;
    private final AuthorKeys authorKeys;
    private final AuditTrail auditTrail;
    private final Cursors cursors;
    private final TransactionOperations<Connection> transactions;
    private final Clock clock;

    ModerationQueue(
            QueueRepository repository,
            QueuePositionRepository positionRepository,
            PlannerSettings planner,
            TextSearch search,
            QueuedCommentMapper mapper,
            AuthorKeys authorKeys,
            AuditTrail auditTrail,
            Cursors cursors,
            TransactionOperations<Connection> transactions,
            Clock clock) {
        this.repository = repository;
        this.positionRepository = positionRepository;
        this.planner = planner;
        this.search = search;
        this.mapper = mapper;
        this.authorKeys = authorKeys;
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
        AuthorMatch author = authorKeys.match(filter, AuthorScope.of(request.viewer()));
        if (filter.order() == QueueOrder.SCORE) {
            return pageByScore(request, author);
        }
        KeysetPosition start = start(request);
        // One more than the page holds shows whether there is a next page.
        TextSearch.Matches matches = matches(filter, author, start, request.limit() + 1);
        List<KeysetPosition> inRange =
                matches.positions().stream().takeWhile(filter::contains).toList();
        boolean isEnd = inRange.size() < matches.positions().size();
        return page(request, inRange, isEnd ? null : matches.resumeAfter());
    }

    private QueuedComments pageByScore(QueueRequest request, AuthorMatch author) {
        QueueFilter filter = request.filter();
        List<String> after = cursors.decode(filter.cursorScope(), request.after(), 3);
        ScorePosition start = after.isEmpty()
                ? ScorePosition.FIRST
                : new ScorePosition(
                        Integer.parseInt(after.get(0)), Cursors.instant(after.get(1)), Cursors.uuid(after.get(2)));
        List<ScorePosition> positions = withCustomPlan(
                () -> positionRepository.byScore(filter, author, start, request.limit() + 1, clock.instant()));
        List<ScorePosition> page = positions.stream().limit(request.limit()).toList();
        return new QueuedComments(
                comments(request, page.stream().map(ScorePosition::position).toList()),
                positions.size() > page.size() ? cursor(filter, page.getLast()) : null);
    }

    /** Counts the comments of a list, up to {@value #MAX_TOTAL}. */
    public QueueTotal total(Moderator viewer, QueueFilter filter) {
        Instant deadline = clock.instant().plus(TIME_BUDGET);
        AuthorMatch author = authorKeys.match(filter, AuthorScope.of(viewer));
        KeysetPosition after = firstStart(filter);
        int total = 0;
        while (total <= MAX_TOTAL && clock.instant().isBefore(deadline)) {
            TextSearch.Matches matches = matches(filter, author, after, COUNT_STEP);
            List<KeysetPosition> positions = matches.positions();
            List<KeysetPosition> inRange =
                    positions.stream().takeWhile(filter::contains).toList();
            total += inRange.size();
            if (inRange.size() < positions.size() || (positions.size() < COUNT_STEP && matches.resumeAfter() == null)) {
                return new QueueTotal(Math.min(total, MAX_TOTAL), total <= MAX_TOTAL);
            }
            after = positions.size() < COUNT_STEP ? Objects.requireNonNull(matches.resumeAfter()) : positions.getLast();
        }
        return new QueueTotal(Math.min(total, MAX_TOTAL), false);
    }

    private TextSearch.Matches matches(QueueFilter filter, AuthorMatch author, KeysetPosition after, int limit) {
        if (filter.status() == null) {
            return allStatuses(filter, author, after, limit);
        }
        return filter.isTextSearchOnly()
                ? search.search(filter, after, limit)
                : new TextSearch.Matches(positions(filter, author, after, limit), null);
    }

    // Each status has its own list, from its own index. A search that has not reached its end ends the merged list too.
    private TextSearch.Matches allStatuses(QueueFilter filter, AuthorMatch author, KeysetPosition after, int limit) {
        List<TextSearch.Matches> lists = new ArrayList<>();
        if (filter.decider() == null) {
            QueueFilter pending = filter.withStatus(CommentStatus.PENDING);
            lists.add(new TextSearch.Matches(newestFirst(pending, author, after, limit), null));
        }
        lists.add(matches(filter.withStatus(CommentStatus.APPROVED), author, after, limit));
        lists.add(matches(filter.withStatus(CommentStatus.REJECTED), author, after, limit));
        Optional<KeysetPosition> reached = lists.stream()
                .map(TextSearch.Matches::resumeAfter)
                .filter(Objects::nonNull)
                .min(NEWEST_FIRST);
        return new TextSearch.Matches(
                lists.stream()
                        .flatMap(list -> list.positions().stream())
                        .filter(position -> reached.isEmpty() || NEWEST_FIRST.compare(position, reached.get()) <= 0)
                        .sorted(NEWEST_FIRST)
                        .limit(limit)
                        .toList(),
                reached.orElse(null));
    }

    // The first page starts beyond the first row, so that every page has a condition that an index serves.
    private KeysetPosition start(QueueRequest request) {
        QueueFilter filter = request.filter();
        List<String> after = cursors.decode(filter.cursorScope(), request.after(), 2);
        if (!after.isEmpty()) {
            return new KeysetPosition(Cursors.instant(after.get(0)), Cursors.uuid(after.get(1)));
        }
        return firstStart(filter);
    }

    private static KeysetPosition firstStart(QueueFilter filter) {
        return filter.isPending()
                ? KeysetPosition.lowestAt(Objects.requireNonNullElse(filter.from(), EARLIEST))
                : KeysetPosition.lowestAt(Objects.requireNonNullElse(filter.until(), LATEST));
    }

    private QueuedComments page(
            QueueRequest request, List<KeysetPosition> positions, @Nullable KeysetPosition resumeAfter) {
        List<KeysetPosition> page = positions.stream().limit(request.limit()).toList();
        @Nullable KeysetPosition next = positions.size() > page.size() ? page.getLast() : resumeAfter;
        return new QueuedComments(comments(request, page), next == null ? null : cursor(request.filter(), next));
    }

    /** The comments at these positions. Those whose status has changed since the positions were read are left out. */
    private List<QueuedComment> comments(QueueRequest request, List<KeysetPosition> page) {
        AuthorScope scope = AuthorScope.of(request.viewer());
        List<QueueRow> rows =
                repository
                        .findAll(
                                ArrayParameters.texts(
                                        page, position -> position.id().toString()),
                                scope)
                        .stream()
                        .filter(row -> request.filter().status() == null
                                || row.status() == request.filter().status())
                        .toList();
        Map<UUID, QueuedComment> comments =
                mapped(rows, scope, clock.instant()).collect(toMap(QueuedComment::id, identity()));
        return page.stream()
                .map(position -> comments.get(position.id()))
                .filter(Objects::nonNull)
                .toList();
    }

    private Stream<QueuedComment> mapped(List<QueueRow> rows, AuthorScope scope, Instant now) {
        Map<UUID, QueuedComment.Author> authors = authorKeys.stats(rows, scope);
        return rows.stream()
                .map(row ->
                        mapper.toQueuedComment(row, authors.getOrDefault(row.id(), QueuedComment.Author.of(row)), now));
    }

    /**
     * The last decisions on other comments of an author, newest first. They say when and why, but not on which comments, so
     * the audit trail does not record them, like the numbers of an author.
     */
    public List<QueuedComment.RecordedDecision> lastDecisions(QueuedComment comment, Moderator viewer, int limit) {
        AuthorScope scope = AuthorScope.of(viewer);
        QueueFilter filter = QueueFilter.of(CommentStatus.APPROVED, Set.of(comment.site()), comment.id());
        AuthorMatch author = authorKeys.match(filter, scope);
        List<KeysetPosition> newest = Stream.of(CommentStatus.APPROVED, CommentStatus.REJECTED)
                .map(filter::withStatus)
                .flatMap(list -> newestFirst(list, author, firstStart(list), limit + 1).stream())
                .filter(position -> !position.id().equals(comment.id()))
                .sorted(NEWEST_FIRST)
                .limit(limit)
                .toList();
        return findAll(
                        newest.stream()
                                .map(position -> new CommentId(position.id()))
                                .toList(),
                        viewer)
                .stream()
                .map(QueuedComment::decision)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(QueuedComment.RecordedDecision::at).reversed())
                .toList();
    }

    /** The pending comments next to a comment in the order of submission. */
    public PendingNeighbours neighbours(QueuedComment comment, Set<String> sites) {
        QueueFilter filter = QueueFilter.of(CommentStatus.PENDING, sites, null);
        KeysetPosition position = new KeysetPosition(comment.submittedAt(), comment.id());
        AuthorMatch anyAuthor = authorKeys.match(filter, AuthorScope.CLIENT);
        return new PendingNeighbours(
                firstId(newestFirst(filter, anyAuthor, position, 1)),
                firstId(positionRepository.allPending(filter, position, 1)));
    }

    private static @Nullable UUID firstId(List<KeysetPosition> positions) {
        return positions.isEmpty() ? null : positions.getFirst().id();
    }

    /** The cursor after a pending comment of a list. */
    public String cursorAfter(QueueFilter filter, QueuedComment comment) {
        return filter.order() == QueueOrder.SCORE
                ? cursor(filter, new ScorePosition(comment.score(), comment.submittedAt(), comment.id()))
                : cursor(filter, new KeysetPosition(comment.submittedAt(), comment.id()));
    }

    private String cursor(QueueFilter filter, ScorePosition position) {
        return cursors.encode(filter.cursorScope(), position.score(), position.at(), position.id());
    }

    private String cursor(QueueFilter filter, KeysetPosition position) {
        return cursors.encode(filter.cursorScope(), position.at(), position.id());
    }

    private List<KeysetPosition> positions(QueueFilter filter, AuthorMatch author, KeysetPosition after, int limit) {
        if (!filter.isPending()) {
            return newestFirst(filter, author, after, limit);
        }
        return filter.isUnfiltered()
                ? positionRepository.allPending(filter, after, limit)
                : withCustomPlan(() -> positionRepository.pending(
                        filter, author, new QueuePositionRepository.Window(after, limit), clock.instant()));
    }

    private List<KeysetPosition> newestFirst(QueueFilter filter, AuthorMatch author, KeysetPosition after, int limit) {
        QueuePositionRepository.Window window = new QueuePositionRepository.Window(after, limit);
        @Nullable String decider = filter.decider();
        return withCustomPlan(() -> decider == null
                ? positionRepository.newestFirst(filter, author, window)
                : positionRepository.decidedBy(decider, filter, author, window));
    }

    private <T> List<T> withCustomPlan(Supplier<List<T>> query) {
        return transactions.executeRead(_ -> {
            planner.useCustomPlans();
            return query.get();
        });
    }

    /** @param viewer the moderator who sees the comment */
    public Optional<QueuedComment> find(CommentId id, Moderator viewer) {
        AuthorScope scope = AuthorScope.of(viewer);
        List<QueueRow> row = repository.find(id.value(), scope).stream().toList();
        return mapped(row, scope, clock.instant()).findFirst();
    }

    /** One comment with all its decisions, oldest first. */
    public Optional<QueuedComment> findWithHistory(CommentId id, Moderator viewer) {
        return find(id, viewer).map(comment -> comment.withHistory(mapper.toDecisions(repository.history(id.value()))));
    }

    /** The comments with these ids in their current state, in no particular order. Withdrawn comments are left out. */
    public List<QueuedComment> findAll(Collection<CommentId> ids, Moderator viewer) {
        AuthorScope scope = AuthorScope.of(viewer);
        return mapped(repository.findAll(textArray(ids), scope), scope, clock.instant())
                .toList();
    }

    /** The pending comments with these ids that the moderator has claimed, oldest first. */
    public List<QueuedComment> findClaimed(Collection<CommentId> ids, Moderator claimant, Instant now) {
        AuthorScope scope = AuthorScope.of(claimant);
        return mapped(repository.findClaimed(textArray(ids), claimant.name(), scope), scope, now)
                .toList();
    }

    private static String[] textArray(Collection<CommentId> ids) {
        return ids.stream().map(CommentId::toString).toArray(String[]::new);
    }
}

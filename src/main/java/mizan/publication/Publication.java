package mizan.publication;

import static java.util.Comparator.naturalOrder;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.micronaut.transaction.TransactionDefinition.Isolation;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import mizan.comment.article.ArticleComments;
import mizan.comment.article.ClosedReason;
import mizan.platform.http.FieldViolation;
import mizan.platform.http.ProblemException;
import mizan.platform.http.paging.CursorScope;
import mizan.platform.http.paging.Cursors;
import mizan.publication.PageRequest.Order;
import mizan.publication.PublicationRepository.CommentRow;
import mizan.publication.PublicationRepository.CountRow;
import mizan.publication.PublicationRepository.RemovedRow;
import mizan.publication.PublicationRepository.RootRow;
import mizan.publication.PublicationRepository.SingleRow;
import mizan.publication.PublicationRepository.StateRow;
import mizan.site.ClosingRules;
import mizan.site.Site;
import mizan.site.Sites;
import org.jspecify.annotations.Nullable;

/** Approved comments for readers. */
@Singleton
public class Publication {

    /** Lets shared caches absorb popular articles. An approval is still visible within seconds. */
    public static final String CACHE_CONTROL = "public, max-age=10, stale-while-revalidate=60";

    /** Maximum number of replies below a top-level comment, and on each further page of replies. */
    static final int MAX_REPLIES = 50;

    private static final int MAX_LATEST = 50;

    private static final String THREAD_REPLIES = "replies";

    private final PublicationRepository repository;
    private final Cursors cursors;
    private final Sites sites;
    private final Clock clock;

    Publication(PublicationRepository repository, Cursors cursors, Sites sites, Clock clock) {
        this.repository = repository;
        this.sites = sites;
        this.clock = clock;
        this.cursors = cursors;
    }

    /** Returns a page of threads, or a page of one thread's further replies, as the cursor says. It is one snapshot. */
    @Transactional(isolation = Isolation.REPEATABLE_READ, readOnly = true)
    public PublishedPage page(PageRequest request) {
        List<String> after = cursors.decode(scope(request), request.after());
        Optional<StateRow> state = repository.state(request.site(), request.article());
        return switch (state.map(StateRow::comments).orElse(ArticleComments.OPEN)) {
            case OPEN ->
                state.filter(row -> !row.siteRules()).isPresent()
                        ? page(request, after)
                        : byRules(
                                page(request, after),
                                sites.get(request.site()),
                                state.map(StateRow::firstAt).orElse(null));
            case CLOSED -> page(request, after).closed(ClosedReason.BY_HAND);
            case HIDDEN -> PublishedPage.HIDDEN;
        };
    }

    /** @param firstAt the time of the article's first comment; null if it has none */
    private PublishedPage byRules(PublishedPage page, Site site, @Nullable Instant firstAt) {
        ClosingRules rules = site.closing();
        Instant now = clock.instant();
        Optional<Instant> end = Optional.ofNullable(firstAt).flatMap(rules.closeAfter()::end);
        if (end.filter(time -> !time.isAfter(now)).isPresent()) {
            return page.closed(ClosedReason.AGE);
        }
        if (rules.maxComments() != null && page.count() >= rules.maxComments()) {
            return page.closed(ClosedReason.COUNT);
        }
        Optional<Instant> change = rules.openHours().nextChange(now, site.timeZone());
        if (change.isEmpty() || rules.openHours().contains(now, site.timeZone())) {
            return page.openUntil(Stream.of(end, change)
                    .flatMap(Optional::stream)
                    .min(naturalOrder())
                    .orElse(null));
        }
        // It will not open again if it is too old by then.
        return end.filter(time -> !time.isAfter(change.get())).isPresent()
                ? page.closed(ClosedReason.AGE)
                : page.closedUntil(change.get());
    }

    private PublishedPage page(PageRequest request, List<String> after) {
        if (after.isEmpty()) {
            return threads(request, null);
        }
        if (after.size() == 2 && after.getFirst().equals(request.order().parameter())) {
            return threads(request, Cursors.uuid(after.get(1)));
        }
        if (after.size() == 3 && after.getFirst().equals(THREAD_REPLIES)) {
            return replies(request, Cursors.uuid(after.get(1)), Cursors.uuid(after.get(2)));
        }
        throw ProblemException.malformed();
    }

    /** Returns one approved comment with the cursor of its page. It is one snapshot. */
    @Transactional(isolation = Isolation.REPEATABLE_READ, readOnly = true)
    public Optional<SingleComment> comment(String site, UUID id) {
        return repository
                .find(site, id)
                .map(row -> new SingleComment(
                        row.id(),
                        row.parentId(),
                        row.name(),
                        row.body(),
                        row.submittedAt(),
                        row.article(),
                        cursorOf(site, row, Order.OLDEST)));
    }

    /**
     * Returns the request for the page that contains a comment: the page begins with its thread, or, if many replies are
     * before it, with the reply. Empty if the article has no such approved comment.
     *
     * @param request the first page of the list
     * @throws ProblemException {@link mizan.platform.http.ProblemType#INVALID_REQUEST} if it is not the first page
     */
    @Transactional(isolation = Isolation.REPEATABLE_READ, readOnly = true)
    public Optional<PageRequest> around(PageRequest request, UUID id) {
        if (request.after() != null) {
            throw ProblemException.invalid(FieldViolation.of("around", "conflict", "after"));
        }
        return repository
                .find(request.site(), id)
                .filter(row -> row.article().equals(request.article()))
                .map(row -> request.startingAfter(cursorOf(request.site(), row, request.order())));
    }

    private @Nullable String cursorOf(String site, SingleRow row, Order order) {
        CursorScope scope = scope(site, row.article());
        List<UUID> before = repository.repliesBefore(site, row.article(), row.rootId(), row.id(), MAX_REPLIES);
        if (!row.id().equals(row.rootId()) && before.size() == MAX_REPLIES) {
            return cursors.encode(scope, THREAD_REPLIES, row.rootId(), before.getFirst());
        }
        Optional<UUID> previous = switch (order) {
            case OLDEST -> repository.rootBefore(site, row.article(), row.rootId());
            case NEWEST -> repository.rootAfter(site, row.article(), row.rootId());
        };
        return previous.map(root -> cursors.encode(scope, order.parameter(), root))
                .orElse(null);
    }

    // The order is in the cursors of threads only: replies have the same order in every list.
    private static CursorScope scope(PageRequest request) {
        return scope(request.site(), request.article());
    }

    private static CursorScope scope(String site, String article) {
        return CursorScope.of("comments", site, article);
    }

    /** Counts the approved comments of each article, under the keys and in the order of the request; 0 if there are none. */
    Map<String, Long> counts(CountsRequest request) {
        Map<String, Long> found = repository
                .counts(request.site(), request.articles().toArray(String[]::new))
                .stream()
                .collect(toMap(CountRow::article, CountRow::count));
        Map<String, Long> counts = new LinkedHashMap<>();
        request.keys().forEach((asked, key) -> counts.put(asked, found.getOrDefault(key, 0L)));
        return counts;
    }

    /**
     * Returns the approved comments that were published last, the latest first.
     *
     * @param article the article's key; null for all articles of the site
     * @throws ProblemException {@link mizan.platform.http.ProblemType#INVALID_REQUEST} if the key breaks its rule
     */
    public List<LatestComment> latest(String site, @Nullable String article) {
        return article == null
                ? repository.latest(site, MAX_LATEST)
                : repository.latest(site, PageRequest.articleKey(article), MAX_LATEST);
    }

    private PublishedPage threads(PageRequest request, @Nullable UUID after) {
        int oneMore = request.limit() + 1;
        List<RootRow> roots = switch (request.order()) {
            case OLDEST -> repository.oldestRoots(request.site(), request.article(), after, oneMore);
            case NEWEST -> repository.newestRoots(request.site(), request.article(), after, oneMore);
        };
        List<RootRow> shown = roots.stream().limit(request.limit()).toList();
        String[] ids = shown.stream().map(root -> root.rootId().toString()).toArray(String[]::new);
        List<CommentRow> rows = repository.threads(request.site(), request.article(), ids, MAX_REPLIES + 1);
        Map<UUID, List<CommentRow>> byRoot = rows.stream().collect(groupingBy(CommentRow::rootId));
        Map<UUID, List<RemovedRow>> removed = removed(request, rows).stream().collect(groupingBy(RemovedRow::rootId));
        List<PublishedComment> comments = new ArrayList<>();
        for (RootRow root : shown) {
            comments.addAll(thread(
                    request,
                    root,
                    byRoot.getOrDefault(root.rootId(), List.of()),
                    removed.getOrDefault(root.rootId(), List.of())));
        }
        @Nullable String next = roots.size() > shown.size()
                ? cursors.encode(
                        scope(request),
                        request.order().parameter(),
                        shown.getLast().rootId())
                : null;
        return PublishedPage.open(comments, repository.count(request.site(), request.article()), next);
    }

    private PublishedPage replies(PageRequest request, UUID root, UUID after) {
        List<CommentRow> rows = repository.replies(request.site(), request.article(), root, after, MAX_REPLIES + 1);
        List<CommentRow> shown = rows.stream().limit(MAX_REPLIES).toList();
        @Nullable String next = rows.size() > shown.size()
                ? repliesCursor(request, root, shown.getLast().id())
                : null;
        return PublishedPage.open(
                sortedByAge(shown, removed(request, shown)), repository.count(request.site(), request.article()), next);
    }

    private String repliesCursor(PageRequest request, UUID root, UUID last) {
        return cursors.encode(scope(request), THREAD_REPLIES, root, last);
    }

    private List<PublishedComment> thread(
            PageRequest request, RootRow root, List<CommentRow> rows, List<RemovedRow> removed) {
        UUID rootId = root.rootId();
        List<CommentRow> replies = rows.stream()
                .filter(row -> !row.id().equals(rootId))
                .limit(MAX_REPLIES)
                .toList();
        @Nullable String nextReplies = root.replyCount() > replies.size()
                ? repliesCursor(request, rootId, replies.getLast().id())
                : null;
        PublishedComment top = rows.stream()
                .filter(row -> row.id().equals(rootId))
                .findFirst()
                .<PublishedComment>map(row -> new PublishedComment.TopLevel(
                        rootId, null, row.name(), row.body(), row.submittedAt(), root.replyCount(), nextReplies))
                .orElseGet(
                        () -> new PublishedComment.RemovedTopLevel(rootId, null, true, root.replyCount(), nextReplies));
        List<PublishedComment> thread = new ArrayList<>();
        thread.add(top);
        thread.addAll(sortedByAge(
                replies,
                removed.stream().filter(row -> !row.id().equals(rootId)).toList()));
        return thread;
    }

    // By age: ids are UUIDv7, and their text sorts by time. UUID.compareTo would compare signed numbers.
    private static List<PublishedComment> sortedByAge(List<CommentRow> replies, List<RemovedRow> removed) {
        List<PublishedComment> comments = new ArrayList<>();
        replies.forEach(row -> comments.add(
                new PublishedComment.Reply(row.id(), row.parentId(), row.name(), row.body(), row.submittedAt())));
        removed.forEach(row -> comments.add(new PublishedComment.RemovedReply(row.id(), row.parentId(), true)));
        comments.sort(Comparator.comparing(comment -> comment.id().toString()));
        return comments;
    }

    private List<RemovedRow> removed(PageRequest request, List<CommentRow> rows) {
        Set<UUID> shown = rows.stream().map(CommentRow::id).collect(toSet());
        String[] missing = rows.stream()
                .map(CommentRow::parentId)
                .filter(Objects::nonNull)
                .filter(parent -> !shown.contains(parent))
                .distinct()
                .map(UUID::toString)
                .toArray(String[]::new);
        return missing.length == 0 ? List.of() : repository.removed(request.site(), request.article(), missing);
    }
}

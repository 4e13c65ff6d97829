package mizan.console.queue;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mizan.console.layout.ConsoleRenderer;
import mizan.console.layout.Layout;
import mizan.moderation.SiteAccess;
import mizan.moderation.claim.Claims;
import mizan.moderation.live.QueueSnapshot;
import mizan.moderation.live.QueueSnapshots;
import mizan.moderation.queue.ModerationQueue;
import mizan.moderation.queue.QueueFilterParser;
import mizan.moderation.queue.QueueRequest;
import mizan.moderation.queue.QueueTotal;
import mizan.moderation.queue.QueuedComments;
import mizan.moderation.statistics.ReportingTimeZone;
import mizan.moderator.Moderator;
import mizan.moderator.RequiresSignIn;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.site.Site;
import mizan.site.Sites;
import org.jspecify.annotations.Nullable;

/** Shows the moderation queue. */
@Controller("/console")
@RequiresSignIn
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
class QueuePageController {

    private final ModerationQueue queue;
    private final QueueSnapshots snapshots;
    private final Claims claims;
    private final QueueFilterParser parser;
    private final SiteAccess access;
    private final Sites allSites;
    private final CardRenderer cards;
    private final ArticleTitles articleTitles;
    private final ReportingTimeZone timeZone;
    private final ConsoleRenderer renderer;
    private final Clock clock;

    QueuePageController(
            ModerationQueue queue,
            QueueSnapshots snapshots,
            Claims claims,
            QueueFilterParser parser,
            SiteAccess access,
            Sites allSites,
            CardRenderer cards,
            ArticleTitles articleTitles,
            ReportingTimeZone timeZone,
            ConsoleRenderer renderer,
            Clock clock) {
        this.queue = queue;
        this.snapshots = snapshots;
        this.claims = claims;
        this.parser = parser;
        this.access = access;
        this.allSites = allSites;
        this.cards = cards;
        this.articleTitles = articleTitles;
        this.timeZone = timeZone;
        this.renderer = renderer;
        this.clock = clock;
    }

    /**
     * Renders the whole page, or for htmx only the cards after the cursor.
     *
     * @param after a cursor of an earlier page
     */
    @Get
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<?> queue(HttpRequest<?> request, Moderator moderator, @QueryValue @Nullable String after) {
        if (!moderator.canModerate() && request.getUri().getRawQuery() == null) {
            // The sign-in leads here. Accounts that cannot moderate are redirected to their own first page.
            Optional<URI> first =
                    renderer.layout(request).navigation().stream().findFirst().map(item -> URI.create(item.path()));
            return ConsoleRenderer.redirect(first.orElseThrow(() -> new ProblemException(ProblemType.NOT_ALLOWED)));
        }
        QueueQuery typed = QueueQuery.of(request);
        boolean isFragment = ConsoleRenderer.isFragment(request);
        Set<String> sites = access.permittedSites(moderator, typed.filters().get("site"));
        // Read before the list: the page gets the events since then, so it misses none.
        QueueSnapshot snapshot = snapshots.take(sites);
        int ownClaims = claims.count(moderator, sites);
        try {
            QueueQuery query = articleTitles.resolve(moderator, typed);
            QueueRequest queueRequest = parser.parse(moderator, query.parameters(after, timeZone.zone()));
            QueuedComments page = queue.page(queueRequest);
            @Nullable String lastCursor = page.comments().isEmpty()
                    ? null
                    : queue.cursorAfter(queueRequest.filter(), page.comments().getLast());
            QueuePage model = model(request, moderator, query, new Result(snapshot, ownClaims, page, lastCursor, null));
            return renderer.render(isFragment ? "console/cards.jte" : "console/queue.jte", model);
        } catch (ProblemException e) {
            // The page keeps the invalid filter in its form, so that the moderator can correct it.
            if (isFragment || !e.type().equals(ProblemType.INVALID_REQUEST)) {
                throw e;
            }
            String problem = renderer.messages(request).get("queue.invalidFilter");
            Result result = new Result(snapshot, ownClaims, new QueuedComments(List.of(), null), null, problem);
            QueuePage model = model(request, moderator, typed, result);
            return renderer.render(HttpStatus.UNPROCESSABLE_ENTITY, "console/queue.jte", model);
        }
    }

    /** The number of comments in the list, which htmx loads after the page if there are more than the page shows. */
    @Get("/total")
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<?> total(HttpRequest<?> request, Moderator moderator) {
        QueueQuery query = QueueQuery.of(request);
        QueueTotal total = queue.total(
                moderator,
                parser.parse(moderator, query.parameters(null, timeZone.zone())).filter());
        return renderer.render("console/total.jte", new ShownTotal(renderer.messages(request), total));
    }

    private QueuePage model(HttpRequest<?> request, Moderator moderator, QueueQuery query, Result result) {
        Layout layout = renderer.layout(request);
        List<String> permittedSites = allSites.all().stream()
                .map(Site::name)
                .filter(moderator::canModerate)
                .sorted()
                .toList();
        CardGroups groups = new CardGroups(result.page().comments());
        return new QueuePage(
                layout,
                query,
                result.page().comments().stream()
                        .map(comment -> cards.render(
                                layout.messages(),
                                comment,
                                moderator,
                                new CardContext(query.path(), query.get("q"), groups.first(comment), false)))
                        .toList(),
                result.page().next(),
                result.lastCursor(),
                result.snapshot(),
                result.ownClaims(),
                clock.instant(),
                permittedSites,
                result.problem());
    }

    private record Result(
            QueueSnapshot snapshot,
            int ownClaims,
            QueuedComments page,
            @Nullable String lastCursor,
            @Nullable String problem) {}
}

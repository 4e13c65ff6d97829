package mizan.console;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Objects;
import java.util.UUID;
import mizan.moderation.QueuedComment;
import mizan.moderator.Moderator;

/** Parts of the queue's page about one comment. */
@Controller("/console/comments/{id}")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
class CardController {

    private final OwnComments comments;
    private final Cards cards;
    private final ConsolePages pages;

    CardController(OwnComments comments, Cards cards, ConsolePages pages) {
        this.comments = comments;
        this.cards = cards;
        this.pages = pages;
    }

    /** Its card as it is now. */
    @Get("/card")
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<?> card(HttpRequest<?> request, Moderator moderator, UUID id) {
        QueuedComment comment = comments.get(moderator, id);
        return pages.fragment(cards.card(pages.words(request), comment, moderator, ConsolePath.START));
    }

    /** What was decided about it, oldest first. */
    @Get("/history")
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<?> history(HttpRequest<?> request, Moderator moderator, UUID id) {
        QueuedComment comment = comments.get(moderator, id);
        return pages.page(
                "console/history.jte",
                new HistoryView(pages.words(request), Objects.requireNonNull(comment.history())));
    }
}

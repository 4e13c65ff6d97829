package mizan.console.queue;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Objects;
import java.util.UUID;
import mizan.console.layout.ConsoleRenderer;
import mizan.moderation.queue.QueuedComment;
import mizan.moderator.Moderator;
import mizan.moderator.RequiresSignIn;

/** Renders the decision history that htmx inserts into a card. */
@Controller("/console/comments/{id}")
@RequiresSignIn
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
class HistoryController {

    private final AccessibleComments comments;
    private final ConsoleRenderer renderer;

    HistoryController(AccessibleComments comments, ConsoleRenderer renderer) {
        this.comments = comments;
        this.renderer = renderer;
    }

    @Get("/history")
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<?> history(HttpRequest<?> request, Moderator moderator, UUID id) {
        QueuedComment comment = comments.get(moderator, id);
        return renderer.render(
                "console/history.jte",
                new HistoryPage(renderer.messages(request), Objects.requireNonNull(comment.history())));
    }
}

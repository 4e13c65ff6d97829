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
import java.time.Clock;
import java.util.UUID;
import mizan.console.ConsolePath;
import mizan.console.layout.ConsoleRenderer;
import mizan.moderation.queue.ModerationQueue;
import mizan.moderation.queue.QueuedComment;
import mizan.moderation.queue.ThreadContext;
import mizan.moderator.Moderator;
import mizan.moderator.RequiresSignIn;

/** Renders the context of a comment, which the queue page shows beside the current card. */
@Controller("/console/comments/{id}")
@RequiresSignIn
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
class ContextController {

    private static final int LAST_DECISIONS = 5;

    private final AccessibleComments comments;
    private final ModerationQueue queue;
    private final ThreadContext thread;
    private final ConsoleRenderer renderer;
    private final Clock clock;

    ContextController(
            AccessibleComments comments,
            ModerationQueue queue,
            ThreadContext thread,
            ConsoleRenderer renderer,
            Clock clock) {
        this.comments = comments;
        this.queue = queue;
        this.thread = thread;
        this.renderer = renderer;
        this.clock = clock;
    }

    @Get("/context")
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<?> context(HttpRequest<?> request, Moderator moderator, UUID id) {
        QueuedComment comment = comments.get(moderator, id);
        CommentCard card = new CommentCard(
                renderer.messages(request), comment, moderator, clock.instant(), CardContext.of(ConsolePath.HOME));
        return renderer.render(
                "console/context.jte",
                new ContextPanel(
                        card, thread.around(comment), queue.lastDecisions(comment, moderator, LAST_DECISIONS)));
    }
}

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
import java.util.UUID;
import mizan.audit.AuditTrail;
import mizan.moderation.Conversation;
import mizan.moderation.QueuedComment;
import mizan.moderator.Moderator;
import mizan.moderator.Role;
import org.jspecify.annotations.Nullable;

/** Shows all that there is to know about a comment. */
@Controller("/console/comments/{id}")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Hidden
class CommentPageController {

    private static final int ENTRIES = 20;

    private final OwnComments comments;
    private final Conversation conversation;
    private final AuditTrail auditTrail;
    private final ConsolePages pages;

    CommentPageController(OwnComments comments, Conversation conversation, AuditTrail auditTrail, ConsolePages pages) {
        this.comments = comments;
        this.conversation = conversation;
        this.auditTrail = auditTrail;
        this.pages = pages;
    }

    @Get
    HttpResponse<?> read(HttpRequest<?> request, Moderator moderator, UUID id) {
        QueuedComment comment = comments.get(moderator, id);
        AuditTrail.@Nullable Page trail =
                moderator.has(Role.ADMIN) ? auditTrail.page(comment.id(), null, null, ENTRIES) : null;
        return pages.page(
                "console/comment.jte",
                new CommentPage(pages.frame(request), comment, conversation.around(comment), trail));
    }
}

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
import java.util.UUID;
import mizan.audit.AuditTrail;
import mizan.console.layout.ConsoleRenderer;
import mizan.moderation.SiteAccess;
import mizan.moderation.queue.ModerationQueue;
import mizan.moderation.queue.QueuedComment;
import mizan.moderation.queue.ThreadContext;
import mizan.moderator.Moderator;
import mizan.moderator.RequiresSignIn;
import mizan.moderator.Role;
import org.jspecify.annotations.Nullable;

/** Shows one comment with its thread, author statistics, history and audit entries. */
@Controller("/console/comments/{id}")
@RequiresSignIn
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Hidden
class CommentPageController {

    private static final int AUDIT_ENTRIES = 20;

    private final AccessibleComments comments;
    private final ModerationQueue queue;
    private final SiteAccess access;
    private final ThreadContext thread;
    private final AuditTrail auditTrail;
    private final ConsoleRenderer renderer;

    CommentPageController(
            AccessibleComments comments,
            ModerationQueue queue,
            SiteAccess access,
            ThreadContext thread,
            AuditTrail auditTrail,
            ConsoleRenderer renderer) {
        this.comments = comments;
        this.queue = queue;
        this.access = access;
        this.thread = thread;
        this.auditTrail = auditTrail;
        this.renderer = renderer;
    }

    @Get
    HttpResponse<?> read(HttpRequest<?> request, Moderator moderator, UUID id) {
        QueuedComment comment = comments.get(moderator, id);
        AuditTrail.@Nullable Page auditPage =
                moderator.has(Role.ADMIN) ? auditTrail.page(comment.id(), null, null, AUDIT_ENTRIES) : null;
        return renderer.render(
                "console/comment.jte",
                new CommentPage(
                        renderer.layout(request),
                        comment,
                        queue.neighbours(comment, access.permittedSites(moderator, null)),
                        thread.around(comment),
                        auditPage));
    }
}

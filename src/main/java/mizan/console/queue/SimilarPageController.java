package mizan.console.queue;

import static java.util.stream.Collectors.toMap;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import mizan.comment.CommentId;
import mizan.comment.CommentProblems;
import mizan.comment.Verdict;
import mizan.console.CommentLinks;
import mizan.console.ConsolePath;
import mizan.console.layout.ConsoleRenderer;
import mizan.moderation.decision.DecisionRequest;
import mizan.moderation.decision.SimilarComments;
import mizan.moderation.queue.ModerationQueue;
import mizan.moderation.queue.QueuedComment;
import mizan.moderator.Moderator;
import mizan.moderator.RequiresSignIn;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.platform.http.UuidText;
import mizan.platform.http.request.BodyErrorResponses;
import mizan.platform.http.request.StrictBodyReader;
import org.jspecify.annotations.Nullable;

/** One decision for all pending comments with nearly the same text, and its undo. */
@Controller("/console/comments/{id}/similar")
@RequiresSignIn
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Hidden
class SimilarPageController {

    private static final int SHOWN = 50;

    private final AccessibleComments comments;
    private final SimilarComments similar;
    private final ModerationQueue queue;
    private final StrictBodyReader reader;
    private final ConsoleRenderer renderer;

    SimilarPageController(
            AccessibleComments comments,
            SimilarComments similar,
            ModerationQueue queue,
            StrictBodyReader reader,
            ConsoleRenderer renderer) {
        this.comments = comments;
        this.similar = similar;
        this.queue = queue;
        this.reader = reader;
        this.renderer = renderer;
    }

    @Get
    HttpResponse<?> show(HttpRequest<?> request, Moderator moderator, UUID id) {
        return page(request, HttpStatus.OK, moderator, id, new Result(null, null));
    }

    @Post("/decision")
    @BodyErrorResponses
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> decide(HttpRequest<?> request, Moderator moderator, UUID id, @Body byte[] body) {
        comments.get(moderator, id);
        Map<String, String> form = reader.form(body);
        boolean isApproval = form.getOrDefault("verdict", "").equals("APPROVE");
        try {
            SimilarComments.Decided decided = similar.decide(
                            moderator,
                            new CommentId(id),
                            isApproval ? Verdict.APPROVE : Verdict.REJECT,
                            new DecisionRequest(
                                    null,
                                    emptyToNull(form.get("reason")),
                                    emptyToNull(form.get("note")),
                                    emptyToNull(form.get("legalGround"))))
                    .orElseThrow(() -> new ProblemException(CommentProblems.NO_SUCH_COMMENT));
            return page(request, HttpStatus.OK, moderator, id, new Result(decided, null));
        } catch (ProblemException e) {
            if (!e.type().equals(ProblemType.INVALID_REQUEST)) {
                throw e;
            }
            String problem = renderer.messages(request)
                    .get("decide.error." + e.violations().getFirst().field());
            return page(request, HttpStatus.UNPROCESSABLE_ENTITY, moderator, id, new Result(null, problem));
        }
    }

    /** Undoes one of the moderator's batches. */
    @Post("/undo")
    @BodyErrorResponses
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> undo(Moderator moderator, UUID id, @Body byte[] body) {
        comments.get(moderator, id);
        UUID batch =
                UuidText.parse(reader.form(body).getOrDefault("batch", "")).orElseThrow(ProblemException::malformed);
        if (!similar.undo(moderator, batch)) {
            throw new ProblemException(ProblemType.NOT_FOUND);
        }
        return ConsoleRenderer.redirect(URI.create(CommentLinks.path(id) + "/similar"));
    }

    private HttpResponse<?> page(
            HttpRequest<?> request, HttpStatus status, Moderator moderator, UUID id, Result result) {
        QueuedComment comment = comments.get(moderator, id);
        List<CommentId> ids = similar.find(moderator, new CommentId(id)).orElse(List.of());
        List<CommentId> shown = ids.stream().limit(SHOWN).toList();
        Map<UUID, QueuedComment> members =
                queue.findAll(shown, moderator).stream().collect(toMap(QueuedComment::id, member -> member));
        return renderer.render(
                status,
                "console/similar.jte",
                new SimilarPage(
                        renderer.layout(request).withPath(ConsolePath.HOME),
                        comment,
                        shown.stream()
                                .flatMap(member -> Optional.ofNullable(members.get(member.value())).stream())
                                .toList(),
                        ids.size(),
                        result.problem(),
                        result.decided()));
    }

    private static @Nullable String emptyToNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private record Result(
            SimilarComments.@Nullable Decided decided,
            @Nullable String problem) {}
}

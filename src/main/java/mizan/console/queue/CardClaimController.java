package mizan.console.queue;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.util.UUID;
import mizan.comment.CommentId;
import mizan.comment.CommentProblems;
import mizan.console.ConsolePath;
import mizan.console.layout.ConsoleRenderer;
import mizan.console.layout.ProblemPage;
import mizan.moderation.ModerationProblems;
import mizan.moderation.claim.ClaimOutcome;
import mizan.moderation.claim.Claims;
import mizan.moderator.Moderator;
import mizan.moderator.RequiresSignIn;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.platform.http.request.BodyErrorResponses;
import mizan.platform.http.request.StrictBodyReader;

/** Takes over and releases the claim on one comment from its card: by htmx, or by a plain form. */
@Controller("/console/comments/{id}/claim")
@RequiresSignIn
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Hidden
class CardClaimController {

    private final AccessibleComments comments;
    private final Claims claims;
    private final CardRenderer cards;
    private final StrictBodyReader reader;
    private final ConsoleRenderer renderer;

    CardClaimController(
            AccessibleComments comments,
            Claims claims,
            CardRenderer cards,
            StrictBodyReader reader,
            ConsoleRenderer renderer) {
        this.comments = comments;
        this.claims = claims;
        this.cards = cards;
        this.reader = reader;
        this.renderer = renderer;
    }

    @Post
    @BodyErrorResponses
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> claim(HttpRequest<?> request, Moderator moderator, UUID id, @Body byte[] body) {
        String next = next(body);
        comments.get(moderator, id);
        return response(request, moderator, id, next, claims.claim(moderator, new CommentId(id)));
    }

    @Post("/release")
    @BodyErrorResponses
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> release(HttpRequest<?> request, Moderator moderator, UUID id, @Body byte[] body) {
        String next = next(body);
        comments.get(moderator, id);
        return response(request, moderator, id, next, claims.release(moderator, new CommentId(id)));
    }

    private String next(byte[] body) {
        return ConsolePath.orHome(reader.form(body).get("next")).toString();
    }

    // The card shows who has claimed or decided the comment, so htmx receives it after a conflict too.
    private HttpResponse<?> response(
            HttpRequest<?> request, Moderator moderator, UUID id, String next, ClaimOutcome outcome) {
        boolean isFragment = ConsoleRenderer.isFragment(request);
        return switch (outcome) {
            case ClaimOutcome.Done _ when !isFragment -> ConsoleRenderer.redirect(URI.create(next + "#comment-" + id));
            case ClaimOutcome.ClaimedByAnother _
            when !isFragment -> throw new ProblemException(ModerationProblems.CLAIMED_BY_ANOTHER);
            case ClaimOutcome.AlreadyDecided _
            when !isFragment -> throw new ProblemException(ModerationProblems.ALREADY_DECIDED);
            case ClaimOutcome.Done _, ClaimOutcome.ClaimedByAnother _, ClaimOutcome.AlreadyDecided _ ->
                renderer.render(
                        "console/fragment.jte",
                        cards.render(renderer.messages(request), comments.get(moderator, id), moderator, next));
            case ClaimOutcome.TooMany _ ->
                renderer.render(request, ProblemPage.tooManyClaims(renderer.layout(request)));
            case ClaimOutcome.NoSuchComment _ -> throw new ProblemException(CommentProblems.NO_SUCH_COMMENT);
            case ClaimOutcome.NotAllowed _ -> throw new ProblemException(ProblemType.NOT_ALLOWED);
        };
    }
}

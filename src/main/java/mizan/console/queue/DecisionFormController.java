package mizan.console.queue;

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
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import mizan.comment.CommentId;
import mizan.comment.CommentProblems;
import mizan.comment.CommentStatus;
import mizan.comment.Decision;
import mizan.comment.Verdict;
import mizan.console.CommentLinks;
import mizan.console.ConsolePath;
import mizan.console.layout.ConsoleRenderer;
import mizan.console.layout.Layout;
import mizan.moderation.decision.DecisionOutcome;
import mizan.moderation.decision.DecisionRequest;
import mizan.moderation.decision.Decisions;
import mizan.moderation.decision.ProposedDecision;
import mizan.moderation.queue.CurrentState;
import mizan.moderation.queue.QueuedComment;
import mizan.moderator.Moderator;
import mizan.moderator.RequiresSignIn;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.platform.http.request.BodyErrorResponses;
import mizan.platform.http.request.StrictBodyReader;
import mizan.platform.i18n.LocalizedMessages;
import org.jspecify.annotations.Nullable;

/** Decides by plain forms, without script. A decision that is not accepted is shown again with its input. */
@Controller("/console/comments/{id}")
@RequiresSignIn
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
class DecisionFormController {

    private final AccessibleComments comments;
    private final Decisions decisions;
    private final CardRenderer cards;
    private final StrictBodyReader reader;
    private final ConsoleRenderer renderer;
    private final Clock clock;

    DecisionFormController(
            AccessibleComments comments,
            Decisions decisions,
            CardRenderer cards,
            StrictBodyReader reader,
            ConsoleRenderer renderer,
            Clock clock) {
        this.comments = comments;
        this.decisions = decisions;
        this.cards = cards;
        this.reader = reader;
        this.renderer = renderer;
        this.clock = clock;
    }

    /** Asks for the rejection reason. */
    @Get("/reject")
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<?> rejectForm(
            HttpRequest<?> request, Moderator moderator, UUID id, @QueryValue @Nullable String next) {
        return page(
                request,
                comments.get(moderator, id),
                moderator,
                new Reply(HttpStatus.OK, Map.of("next", next == null ? "" : next), null));
    }

    @Post("/decision")
    @BodyErrorResponses
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<?> decide(HttpRequest<?> request, Moderator moderator, UUID id, @Body byte[] body) {
        Map<String, String> form = reader.form(body);
        DecisionRequest decisionRequest = new DecisionRequest(
                number(form.getOrDefault("version", "")),
                emptyToNull(form.get("reason")),
                form.get("note"),
                form.get("legalGround"));
        int version = decisionRequest.seenVersion();
        try {
            Decision decision = decisionRequest.decision(verdict(form), moderator.name(), clock.instant());
            return switch (decisions.decide(moderator, new ProposedDecision(new CommentId(id), version, decision))) {
                case DecisionOutcome.Decided _, DecisionOutcome.Repeated _, DecisionOutcome.Unchanged _ ->
                    ConsoleRenderer.redirect(ConsolePath.orHome(form.get("next")));
                case DecisionOutcome.AlreadyDecided(var current) ->
                    page(
                            request,
                            comments.get(moderator, id),
                            moderator,
                            new Reply(HttpStatus.CONFLICT, form, decidedText(renderer.messages(request), current)));
                case DecisionOutcome.ClaimedByAnother _ ->
                    page(
                            request,
                            comments.get(moderator, id),
                            moderator,
                            new Reply(HttpStatus.CONFLICT, form, problemDetail(request, "claimed-by-another")));
                case DecisionOutcome.NoSuchComment _ -> throw new ProblemException(CommentProblems.NO_SUCH_COMMENT);
                case DecisionOutcome.NotAllowed _ -> throw new ProblemException(ProblemType.NOT_ALLOWED);
            };
        } catch (ProblemException e) {
            if (!e.type().equals(ProblemType.INVALID_REQUEST)) {
                throw e;
            }
            String problem = renderer.messages(request)
                    .get("decide.error." + e.violations().getFirst().field());
            return page(
                    request,
                    comments.get(moderator, id),
                    moderator,
                    new Reply(HttpStatus.UNPROCESSABLE_ENTITY, form, problem));
        }
    }

    private HttpResponse<?> page(HttpRequest<?> request, QueuedComment comment, Moderator moderator, Reply reply) {
        Map<String, String> form = reply.form();
        String returnPath = ConsolePath.orHome(form.get("next")).toString();
        Layout layout = renderer.layout(request).withPath(ConsolePath.HOME);
        RejectPage model = new RejectPage(
                layout,
                CommentLinks.path(comment.id()),
                cards.render(layout.messages(), comment, moderator, returnPath),
                comment.version(),
                comment.status() == CommentStatus.PENDING,
                returnPath,
                form.getOrDefault("reason", ""),
                form.getOrDefault("note", ""),
                form.getOrDefault("legalGround", ""),
                reply.problem());
        return renderer.render(reply.status(), "console/reject.jte", model);
    }

    private String decidedText(LocalizedMessages messages, CurrentState current) {
        String moderator = current.decidedBy() == null ? messages.get("decided.byService") : current.decidedBy();
        String ago = current.decidedAt() == null ? "" : messages.ago(current.decidedAt(), clock.instant());
        return messages.get("decided." + current.status().name(), moderator, ago);
    }

    private String problemDetail(HttpRequest<?> request, String problem) {
        return renderer.messages(request).get("problem." + problem + ".detail");
    }

    private static Verdict verdict(Map<String, String> form) {
        return switch (form.getOrDefault("verdict", "")) {
            case "APPROVE" -> Verdict.APPROVE;
            case "REJECT" -> Verdict.REJECT;
            case "REOPEN" -> Verdict.REOPEN;
            default -> throw ProblemException.malformed();
        };
    }

    private static @Nullable Integer number(String text) {
        try {
            return text.isEmpty() ? null : Integer.valueOf(text);
        } catch (NumberFormatException _) {
            throw ProblemException.malformed();
        }
    }

    private static @Nullable String emptyToNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    /**
     * The form as it is shown again.
     *
     * @param form the fields as typed
     * @param problem why the decision was not accepted, or null
     */
    private record Reply(
            HttpStatus status,
            Map<String, String> form,
            @Nullable String problem) {}
}

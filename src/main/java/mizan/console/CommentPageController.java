package mizan.console;

import io.micronaut.http.HttpHeaders;
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
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import mizan.audit.AuditTrail;
import mizan.comment.CommentId;
import mizan.comment.Decision;
import mizan.comment.ProposedDecision;
import mizan.comment.Verdict;
import mizan.console.CommentPage.Typed;
import mizan.moderation.Conversation;
import mizan.moderation.DecisionOutcome;
import mizan.moderation.DecisionRequest;
import mizan.moderation.Decisions;
import mizan.moderation.ModerationProblems;
import mizan.moderation.ModerationQueue;
import mizan.moderation.QueuedComment;
import mizan.moderator.Moderator;
import mizan.moderator.Role;
import mizan.platform.FieldFault;
import mizan.platform.ProblemException;
import mizan.platform.ProblemType;
import mizan.platform.RequestReader;
import org.jspecify.annotations.Nullable;

/** Shows all that there is to know about a comment, and takes a decision about it from a plain form. */
@Controller("/console/comments/{id}")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Hidden
class CommentPageController {

    private static final int ENTRIES = 20;

    private final ModerationQueue queue;
    private final Conversation conversation;
    private final Decisions decisions;
    private final AuditTrail auditTrail;
    private final RequestReader reader;
    private final ConsolePages pages;
    private final Clock clock;

    CommentPageController(
            ModerationQueue queue,
            Conversation conversation,
            Decisions decisions,
            AuditTrail auditTrail,
            RequestReader reader,
            ConsolePages pages,
            Clock clock) {
        this.queue = queue;
        this.conversation = conversation;
        this.decisions = decisions;
        this.auditTrail = auditTrail;
        this.reader = reader;
        this.pages = pages;
        this.clock = clock;
    }

    @Get
    HttpResponse<?> read(HttpRequest<?> request, Moderator moderator, UUID id) {
        return show(request, moderator, HttpStatus.OK, find(moderator, id), Typed.NOTHING, null);
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> decide(HttpRequest<?> request, Moderator moderator, UUID id, @Body byte[] body) {
        QueuedComment comment = find(moderator, id);
        Map<String, String> form = reader.form(body);
        Typed typed = new Typed(form.getOrDefault("reason", ""), form.getOrDefault("note", ""));
        int version = version(form);
        Decision decision;
        try {
            decision = new DecisionRequest(
                            version,
                            typed.reason().isEmpty() ? null : typed.reason(),
                            // As browsers send line feeds.
                            typed.note().replace("\r\n", "\n"))
                    .decision(verdict(form), moderator.name(), clock.instant().truncatedTo(ChronoUnit.MICROS));
        } catch (ProblemException e) {
            return show(request, moderator, HttpStatus.UNPROCESSABLE_ENTITY, comment, typed, fault(request, e));
        }
        DecisionOutcome outcome =
                decisions.decide(moderator, new ProposedDecision(new CommentId(id), version, decision));
        return switch (outcome) {
            case DecisionOutcome.Decided _, DecisionOutcome.Repeated _ ->
                HttpResponse.seeOther(URI.create(CommentPage.address(id)))
                        .header(HttpHeaders.CACHE_CONTROL, "no-store");
            case DecisionOutcome.AlreadyDecided(var current) ->
                stale(request, moderator, id, typed, "comment.stale", current.decidedBy());
            case DecisionOutcome.ClaimedByAnother _ ->
                stale(request, moderator, id, typed, "comment.held", holder(moderator, id));
            case DecisionOutcome.NoSuchComment _ -> throw new ProblemException(ModerationProblems.NO_SUCH_COMMENT);
            case DecisionOutcome.NotAllowed _ -> throw new ProblemException(ProblemType.NOT_ALLOWED);
        };
    }

    private HttpResponse<?> stale(
            HttpRequest<?> request, Moderator moderator, UUID id, Typed typed, String key, @Nullable String who) {
        Words words = pages.words(request);
        String fault = words.get(key, who == null ? words.get("comment.theService") : who);
        return show(request, moderator, HttpStatus.CONFLICT, find(moderator, id), typed, fault);
    }

    private @Nullable String holder(Moderator moderator, UUID id) {
        QueuedComment.@Nullable Claim claim = find(moderator, id).claim();
        return claim == null ? null : claim.moderator();
    }

    private HttpResponse<?> show(
            HttpRequest<?> request,
            Moderator moderator,
            HttpStatus status,
            QueuedComment comment,
            Typed typed,
            @Nullable String fault) {
        AuditTrail.@Nullable Page trail =
                moderator.has(Role.ADMIN) ? auditTrail.page(comment.id(), null, null, ENTRIES) : null;
        return pages.page(
                status,
                "console/comment.jte",
                new CommentPage(
                        pages.frame(request),
                        comment,
                        conversation.around(comment),
                        trail,
                        typed,
                        fault,
                        clock.instant()));
    }

    private QueuedComment find(Moderator moderator, UUID id) {
        if (!moderator.isDecider()) {
            throw new ProblemException(ProblemType.NOT_ALLOWED);
        }
        QueuedComment comment = queue.findWithHistory(new CommentId(id))
                .orElseThrow(() -> new ProblemException(ModerationProblems.NO_SUCH_COMMENT));
        if (!moderator.decidesOn(comment.site())) {
            throw new ProblemException(ProblemType.NOT_ALLOWED);
        }
        return comment;
    }

    private static int version(Map<String, String> form) {
        try {
            return Integer.parseInt(form.getOrDefault("version", ""));
        } catch (NumberFormatException _) {
            throw ProblemException.malformed();
        }
    }

    private static Verdict verdict(Map<String, String> form) {
        return switch (form.getOrDefault("verdict", "")) {
            case "approve" -> Verdict.APPROVE;
            case "reject" -> Verdict.REJECT;
            case "reopen" -> Verdict.REOPEN;
            default -> throw ProblemException.malformed();
        };
    }

    // The first is enough: each names its field.
    private String fault(HttpRequest<?> request, ProblemException problem) {
        if (problem.faults().isEmpty()) {
            throw problem;
        }
        FieldFault fault = problem.faults().getFirst();
        return pages.words(request)
                .get("comment.fault." + fault.code(), fault.arguments().toArray());
    }
}

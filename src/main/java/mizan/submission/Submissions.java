package mizan.submission;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import mizan.audit.AuditAction;
import mizan.audit.AuditEntry;
import mizan.audit.AuditTrail;
import mizan.comment.CommentId;
import mizan.comment.Comments;
import mizan.comment.IdempotencyKey;
import mizan.comment.InsertOutcome;
import mizan.comment.NewComment;
import mizan.comment.Receipt;
import mizan.comment.RejectionReason;
import mizan.email.EmailFingerprint;
import mizan.email.EmailVault;
import mizan.platform.http.FieldViolation;
import mizan.site.Site;
import mizan.submission.SubmissionValidator.Checked;
import org.jspecify.annotations.Nullable;

/** The way in for every comment. */
@Singleton
public class Submissions {

    private final Comments comments;
    private final EmailVault vault;
    private final AuditTrail auditTrail;
    private final MeterRegistry meters;
    private final Clock clock;

    Submissions(Comments comments, EmailVault vault, AuditTrail auditTrail, MeterRegistry meters, Clock clock) {
        this.comments = comments;
        this.vault = vault;
        this.auditTrail = auditTrail;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Takes in a comment. What is accepted is committed before this returns.
     *
     * @param key the client's Idempotency-Key, if it sent one; its scope is the site
     */
    public SubmissionOutcome submit(Submission submission, Site site, @Nullable String key) {
        SubmissionOutcome outcome = switch (SubmissionValidator.check(submission, site)) {
            case Checked.Fine fine -> keep(submission, fine, site, key);
            case Checked.Wrong(List<FieldViolation> faults) -> new SubmissionOutcome.Invalid(faults);
        };
        count(site, submission, outcome);
        return outcome;
    }

    private SubmissionOutcome keep(Submission submission, Checked.Fine fine, Site site, @Nullable String key) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        CommentId id = CommentId.at(now);
        Receipt receipt = Receipt.random();
        EmailFingerprint person = vault.fingerprint(fine.email());
        // What a robot says counts as another text, so that it stands in no person's way.
        String kind = submission.isTrapped() ? "trapped" : "comment";
        NewComment comment = new NewComment(
                id,
                site.name(),
                fine.article(),
                fine.articleUrl(),
                fine.articleTitle(),
                submission.parentId() == null ? null : new CommentId(submission.parentId()),
                fine.name(),
                fine.body(),
                vault.seal(fine.email(), id.value()),
                person.value(),
                ContentDigest.of(person, List.of(kind, site.name(), fine.article(), fine.body())),
                receipt,
                now);
        @Nullable IdempotencyKey idempotencyKey = key == null
                ? null
                : new IdempotencyKey(
                        key,
                        ContentDigest.of(person, content(submission, fine, kind)),
                        vault.sealAnswer(receipt.value(), id.value()));
        InsertOutcome added =
                submission.isTrapped() ? trap(comment, idempotencyKey) : comments.add(comment, idempotencyKey);
        return outcome(added, comment);
    }

    private InsertOutcome trap(NewComment comment, @Nullable IdempotencyKey key) {
        return comments.addRejected(
                comment,
                key,
                RejectionReason.SPAM,
                () -> auditTrail.record(new AuditEntry(
                        comment.submittedAt(),
                        null,
                        AuditAction.COMMENT_REJECTED,
                        comment.id().value(),
                        RejectionReason.SPAM.name())));
    }

    private SubmissionOutcome outcome(InsertOutcome added, NewComment comment) {
        return switch (added) {
            case InsertOutcome.Added _ ->
                new SubmissionOutcome.Accepted(comment.id(), comment.submittedAt(), comment.receipt());
            case InsertOutcome.Repeated(CommentId id, Instant submittedAt, byte[] sealed) ->
                vault.openAnswer(sealed, id.value())
                        .flatMap(Receipt::parse)
                        .<SubmissionOutcome>map(receipt -> new SubmissionOutcome.Accepted(id, submittedAt, receipt))
                        .orElseThrow(() -> new IllegalStateException("The answer for " + id + " does not open"));
            case InsertOutcome.KeyTaken _ -> new SubmissionOutcome.KeyTaken();
            case InsertOutcome.Closed _ -> new SubmissionOutcome.Closed();
            case InsertOutcome.NoSuchParent _ ->
                new SubmissionOutcome.Invalid(List.of(FieldViolation.of("parentId", "unknown")));
            case InsertOutcome.SaidAlready _ -> new SubmissionOutcome.Duplicate();
        };
    }

    private static List<String> content(Submission submission, Checked.Fine fine, String kind) {
        return List.of(
                kind,
                fine.name(),
                fine.body(),
                fine.article(),
                Objects.requireNonNullElse(fine.articleUrl(), ""),
                Objects.requireNonNullElse(fine.articleTitle(), ""),
                Objects.toString(submission.parentId(), ""));
    }

    private void count(Site site, Submission submission, SubmissionOutcome outcome) {
        String name = switch (outcome) {
            case SubmissionOutcome.Accepted _ -> submission.isTrapped() ? "trapped" : "accepted";
            case SubmissionOutcome.Invalid _ -> "invalid";
            case SubmissionOutcome.Duplicate _ -> "duplicate";
            case SubmissionOutcome.Closed _ -> "closed";
            case SubmissionOutcome.KeyTaken _ -> "mismatch";
        };
        meters.counter("mizan.submissions", "site", site.name(), "outcome", name)
                .increment();
    }
}

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
import mizan.submission.SubmissionValidator.Result;
import org.jspecify.annotations.Nullable;

/** Accepts comments: validates, seals the address, and stores. */
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
     * Submits a comment. An accepted comment is committed before this method returns.
     *
     * @param key the client's Idempotency-Key, unique per site; null if it sent none
     */
    public SubmissionOutcome submit(Submission submission, Site site, @Nullable String key) {
        SubmissionOutcome outcome = switch (SubmissionValidator.validate(submission, site)) {
            case Result.Valid valid -> store(submission, valid, site, key);
            case Result.Invalid(List<FieldViolation> violations) -> new SubmissionOutcome.Invalid(violations);
        };
        count(site, submission, outcome);
        return outcome;
    }

    private SubmissionOutcome store(Submission submission, Result.Valid valid, Site site, @Nullable String key) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        CommentId id = CommentId.at(now);
        Receipt receipt = Receipt.random();
        EmailFingerprint author = vault.fingerprint(valid.email());
        // A robot's comment must not make a person's comment with the same text a duplicate.
        String kind = submission.isHoneypotFilled() ? "trapped" : "comment";
        NewComment comment = new NewComment(
                id,
                site.name(),
                valid.article(),
                valid.articleUrl(),
                valid.articleTitle(),
                submission.parentId() == null ? null : new CommentId(submission.parentId()),
                valid.name(),
                valid.body(),
                vault.seal(valid.email(), id.value()),
                author.value(),
                ContentDigest.of(author, List.of(kind, site.name(), valid.article(), valid.body())),
                receipt,
                now);
        @Nullable IdempotencyKey idempotencyKey = key == null
                ? null
                : new IdempotencyKey(
                        key,
                        ContentDigest.of(author, content(submission, valid, kind)),
                        vault.sealReceipt(receipt.value(), id.value()));
        InsertOutcome inserted = submission.isHoneypotFilled()
                ? insertRejected(comment, idempotencyKey)
                : comments.insert(comment, idempotencyKey);
        return outcome(inserted, comment);
    }

    private InsertOutcome insertRejected(NewComment comment, @Nullable IdempotencyKey key) {
        return comments.insertRejected(
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

    private SubmissionOutcome outcome(InsertOutcome inserted, NewComment comment) {
        return switch (inserted) {
            case InsertOutcome.Inserted _ ->
                new SubmissionOutcome.Accepted(comment.id(), comment.submittedAt(), comment.receipt());
            case InsertOutcome.Repeated(CommentId id, Instant submittedAt, byte[] sealed) ->
                vault.unsealReceipt(sealed, id.value())
                        .flatMap(Receipt::parse)
                        .<SubmissionOutcome>map(receipt -> new SubmissionOutcome.Accepted(id, submittedAt, receipt))
                        .orElseThrow(() -> new IllegalStateException(
                                "The stored receipt of comment " + id + " cannot be decrypted"));
            case InsertOutcome.IdempotencyKeyReused _ -> new SubmissionOutcome.IdempotencyKeyReused();
            case InsertOutcome.Closed _ -> new SubmissionOutcome.Closed();
            case InsertOutcome.NoSuchParent _ ->
                new SubmissionOutcome.Invalid(List.of(FieldViolation.of("parentId", "unknown")));
            case InsertOutcome.Duplicate _ -> new SubmissionOutcome.Duplicate();
        };
    }

    private static List<String> content(Submission submission, Result.Valid valid, String kind) {
        return List.of(
                kind,
                valid.name(),
                valid.body(),
                valid.article(),
                Objects.requireNonNullElse(valid.articleUrl(), ""),
                Objects.requireNonNullElse(valid.articleTitle(), ""),
                Objects.toString(submission.parentId(), ""));
    }

    private void count(Site site, Submission submission, SubmissionOutcome outcome) {
        String name = switch (outcome) {
            case SubmissionOutcome.Accepted _ -> submission.isHoneypotFilled() ? "trapped" : "accepted";
            case SubmissionOutcome.Invalid _ -> "invalid";
            case SubmissionOutcome.Duplicate _ -> "duplicate";
            case SubmissionOutcome.Closed _ -> "closed";
            case SubmissionOutcome.IdempotencyKeyReused _ -> "mismatch";
        };
        meters.counter("mizan.submissions", "site", site.name(), "outcome", name)
                .increment();
    }
}

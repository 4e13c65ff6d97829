package mizan.submission;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import mizan.comment.CommentId;
import mizan.comment.Comments;
import mizan.comment.IdempotencyKey;
import mizan.comment.InsertOutcome;
import mizan.comment.NewComment;
import mizan.comment.Receipt;
import mizan.comment.RejectionReason;
import mizan.comment.RepeatableResponse;
import mizan.comment.TextDigest;
import mizan.comment.article.ClosedReason;
import mizan.comment.article.ClosingLimits;
import mizan.email.EmailFingerprint;
import mizan.email.EmailVault;
import mizan.email.FingerprintKey;
import mizan.mail.NotificationRequests;
import mizan.platform.http.FieldViolation;
import mizan.platform.http.client.ClientAddress;
import mizan.screening.rule.ScreeningRule;
import mizan.site.ClosingRules;
import mizan.site.Site;
import mizan.submission.SubmissionValidator.Result;
import mizan.submission.robot.ProofChallenge;
import mizan.submission.robot.RobotCheck;
import mizan.submission.robot.RobotChecks;
import mizan.text.PlainText;
import mizan.text.TextValidation;
import org.jspecify.annotations.Nullable;

/** Accepts comments: validates, seals the address, and stores. */
@Singleton
public class Submissions {

    private static final Duration KEY_LIFETIME = Duration.ofHours(24);

    /** The time in which the same text from the same author and client gets the same response. */
    private static final Duration REPEAT_WINDOW = Duration.ofMinutes(10);

    private static final FieldViolation UNKNOWN_PARENT = FieldViolation.of("parentId", "unknown");

    private final Comments comments;
    private final EmailVault vault;
    private final ClientPseudonym pseudonym;
    private final RobotChecks robots;
    private final SubmissionLimits limits;
    private final SubmissionScreening screening;
    private final NotificationRequests notifications;
    private final MeterRegistry meters;
    private final Clock clock;

    Submissions(
            Comments comments,
            EmailVault vault,
            ClientPseudonym pseudonym,
            RobotChecks robots,
            SubmissionLimits limits,
            SubmissionScreening screening,
            NotificationRequests notifications,
            MeterRegistry meters,
            Clock clock) {
        this.comments = comments;
        this.vault = vault;
        this.pseudonym = pseudonym;
        this.robots = robots;
        this.limits = limits;
        this.screening = screening;
        this.notifications = notifications;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Submits a comment. An accepted comment is committed before this method returns. No outcome depends on comments that
     * other clients have sent with the same address.
     *
     * @param language the language of a mail to the author
     * @param key the client's Idempotency-Key, unique per site and author; null if it sent none
     */
    public SubmissionOutcome submit(
            Submission submission, Site site, ClientAddress client, Locale language, @Nullable String key) {
        Timer.Sample sample = Timer.start(meters);
        Counted counted = switch (SubmissionValidator.validate(submission, site)) {
            case Result.Valid valid -> accept(submission, valid, new Context(site, client, key));
            case Result.Invalid(List<FieldViolation> violations) ->
                Counted.of(new SubmissionOutcome.Invalid(withParent(violations, submission, site)));
        };
        SubmissionOutcome outcome = counted.outcome();
        // A robot gets no mail. If the wish cannot be stored, the response is an error, and the client sends all of it
        // again.
        if (outcome instanceof SubmissionOutcome.Accepted accepted
                && submission.isNotificationWanted()
                && !submission.isHoneypotFilled()) {
            notifications.add(accepted.id().value(), language);
        }
        sample.stop(meters.timer("mizan.submission"));
        String name = submission.isHoneypotFilled() && outcome instanceof SubmissionOutcome.Accepted
                ? "trapped"
                : counted.name();
        meters.counter("mizan.submissions", "site", site.name(), "outcome", name)
                .increment();
        return outcome;
    }

    // The statement that inserts a comment also checks its parent, but an invalid comment does not get there.
    private List<FieldViolation> withParent(List<FieldViolation> violations, Submission submission, Site site) {
        @Nullable UUID parent = submission.parentId();
        boolean isUnknown = parent != null
                && PlainText.ARTICLE_KEY.check(Objects.requireNonNullElse(submission.article(), ""))
                        instanceof TextValidation.Valid(String article)
                && !comments.isApproved(new CommentId(parent), site.name(), article);
        return isUnknown
                ? Stream.concat(violations.stream(), Stream.of(UNKNOWN_PARENT)).toList()
                : violations;
    }

    private Counted accept(Submission submission, Result.Valid valid, Context context) {
        String site = context.site().name();
        RobotChecks.Evidence evidence = new RobotChecks.Evidence(submission.stamp(), submission.proof());
        return switch (robots.check(site, evidence, context.client())) {
            case RobotCheck.ProofRequired(ProofChallenge challenge) ->
                Counted.of(new SubmissionOutcome.ProofRequired(challenge));
            case RobotCheck.Passed passed ->
                limits.consume(site, valid.article(), context.client(), passed.limits())
                        .<SubmissionOutcome>map(SubmissionOutcome.TooMany::new)
                        .or(() -> robots.use(site, passed)
                                .map(required -> new SubmissionOutcome.ProofRequired(required.challenge())))
                        .map(Counted::of)
                        .orElseGet(() -> store(submission, valid, context, passed.findings()));
        };
    }

    private Counted store(Submission submission, Result.Valid valid, Context context, List<ScreeningRule> ofRequest) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        CommentId id = CommentId.at(now);
        Receipt receipt = Receipt.random();
        List<KeyedAuthor> authors = vault.fingerprintKeys().stream()
                .map(key -> new KeyedAuthor(key, key.fingerprint(valid.email())))
                .toList();
        Parts parts = new Parts(submission, valid, context.site());
        SubmissionScreening.Screened screened = screening.screen(submission, valid, context.site(), ofRequest);
        NewComment comment = new NewComment(
                id,
                context.site().name(),
                valid.article(),
                valid.articleUrl(),
                valid.articleTitle(),
                submission.parentId() == null ? null : new CommentId(submission.parentId()),
                valid.name(),
                valid.body(),
                vault.seal(valid.email(), id.value()),
                authors.getFirst().fingerprint().value(),
                pseudonym.of(context.client(), now),
                digests(authors, author -> parts.text().under(author.key())),
                Stream.concat(
                                authors.stream()
                                        .map(author -> author.fingerprint().value()),
                                pseudonym.blockable(context.client(), now))
                        .toList(),
                closingLimits(context.site(), now),
                receipt,
                now,
                screened.findings());
        RepeatableResponse response = new RepeatableResponse(
                vault.sealReceipt(receipt.value(), id.value()),
                digests(authors, author -> author.key().digest(parts.repeated(author, context.client()))),
                now.plus(REPEAT_WINDOW),
                context.key() == null ? null : idempotencyKey(authors, parts, context.key(), now.plus(KEY_LIFETIME)));
        InsertOutcome inserted = submission.isHoneypotFilled()
                ? comments.insertRejected(comment, response, RejectionReason.SPAM)
                : comments.insert(comment, response);
        if (inserted instanceof InsertOutcome.Inserted || inserted instanceof InsertOutcome.Blocked) {
            screened.accepted();
        }
        SubmissionOutcome outcome = outcome(inserted, comment, context.site());
        return inserted instanceof InsertOutcome.Blocked ? new Counted(outcome, "blocked") : Counted.of(outcome);
    }

    private static IdempotencyKey idempotencyKey(
            List<KeyedAuthor> authors, Parts parts, String key, Instant expiresAt) {
        return new IdempotencyKey(
                digests(authors, author -> author.key().digest(parts.key(author, key))),
                digests(authors, author -> author.key().digest(parts.content())),
                expiresAt);
    }

    private static List<byte[]> digests(List<KeyedAuthor> authors, Function<KeyedAuthor, byte[]> digest) {
        return authors.stream().map(digest).toList();
    }

    private static ClosingLimits closingLimits(Site site, Instant now) {
        ClosingRules rules = site.closing();
        return new ClosingLimits(
                !rules.openHours().contains(now, site.timeZone()),
                rules.closeAfter().cutoff(now).orElse(null),
                rules.maxComments());
    }

    private SubmissionOutcome outcome(InsertOutcome inserted, NewComment comment, Site site) {
        return switch (inserted) {
            case InsertOutcome.Inserted _, InsertOutcome.Blocked _ ->
                new SubmissionOutcome.Accepted(comment.id(), comment.submittedAt(), comment.receipt());
            case InsertOutcome.Repeated(CommentId id, Instant submittedAt, byte[] sealed) ->
                vault.unsealReceipt(sealed, id.value())
                        .flatMap(Receipt::parse)
                        .<SubmissionOutcome>map(receipt -> new SubmissionOutcome.Accepted(id, submittedAt, receipt))
                        .orElseThrow(() -> new IllegalStateException(
                                "The stored receipt of comment " + id + " cannot be decrypted"));
            case InsertOutcome.IdempotencyKeyReused _ -> new SubmissionOutcome.IdempotencyKeyReused();
            case InsertOutcome.Closed(ClosedReason reason) ->
                new SubmissionOutcome.Closed(
                        reason,
                        reason == ClosedReason.HOURS
                                ? site.closing()
                                        .openHours()
                                        .nextChange(comment.submittedAt(), site.timeZone())
                                        .orElse(null)
                                : null);
            case InsertOutcome.NoSuchParent _ -> new SubmissionOutcome.Invalid(List.of(UNKNOWN_PARENT));
        };
    }

    /**
     * An outcome, and the name under which it is counted. The author of a blocked comment gets the outcome of an accepted one.
     */
    private record Counted(SubmissionOutcome outcome, String name) {

        static Counted of(SubmissionOutcome outcome) {
            return new Counted(
                    outcome,
                    switch (outcome) {
                        case SubmissionOutcome.Accepted _ -> "accepted";
                        case SubmissionOutcome.Invalid _ -> "invalid";
                        case SubmissionOutcome.TooMany _ -> "limited";
                        case SubmissionOutcome.ProofRequired _ -> "challenged";
                        case SubmissionOutcome.Closed _ -> "closed";
                        case SubmissionOutcome.IdempotencyKeyReused _ -> "mismatch";
                    });
        }
    }

    /** A request beside its body. */
    private record Context(
            Site site, ClientAddress client, @Nullable String key) {}

    /** The author under one key of the fingerprint keyset. */
    private record KeyedAuthor(FingerprintKey key, EmailFingerprint fingerprint) {

        /** The author as a part of a digest. */
        String part() {
            return HexFormat.of().formatHex(fingerprint.value());
        }
    }

    /** The parts of a submission in its digests. */
    private record Parts(Submission submission, Result.Valid valid, Site site) {

        TextDigest text() {
            return new TextDigest(kind(), site.name(), valid.article(), submission.parentId(), valid.body());
        }

        List<String> repeated(KeyedAuthor author, ClientAddress client) {
            return List.of(
                    "repeated",
                    author.part(),
                    client.network().prefix(),
                    kind().part(),
                    site.name(),
                    valid.article(),
                    parent(),
                    valid.body());
        }

        List<String> key(KeyedAuthor author, String key) {
            return List.of("key", site.name(), author.part(), key);
        }

        /** Everything that a repeated Idempotency-Key must be sent with. */
        List<String> content() {
            return List.of(
                    "content",
                    kind().part(),
                    valid.name(),
                    valid.body(),
                    valid.article(),
                    Objects.requireNonNullElse(valid.articleUrl(), ""),
                    Objects.requireNonNullElse(valid.articleTitle(), ""),
                    parent());
        }

        private String parent() {
            return Objects.toString(submission.parentId(), "");
        }

        private TextDigest.Kind kind() {
            return submission.isHoneypotFilled() ? TextDigest.Kind.ROBOT : TextDigest.Kind.PERSON;
        }
    }
}

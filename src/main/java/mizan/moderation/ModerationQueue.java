package mizan.moderation;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import mizan.audit.AuditAction;
import mizan.audit.AuditEntry;
import mizan.audit.AuditTrail;
import mizan.comment.CommentId;
import mizan.comment.CommentStatus;
import mizan.comment.Comments;
import mizan.comment.Decision;
import mizan.comment.Verdict;
import mizan.moderator.Moderator;
import mizan.outbox.Announcement;
import mizan.outbox.Outbox;
import mizan.platform.Cursor;
import org.jspecify.annotations.Nullable;

/** The comments that wait, oldest first, and the way out for each of them. */
@Singleton
public class ModerationQueue {

    /** How long a moderator holds what was handed out to them. */
    public static final Duration CLAIM = Duration.ofMinutes(5);

    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");
    private static final UUID NO_ID = new UUID(0, 0);

    private final QueueRepository repository;
    private final QueueRows rows;
    private final Comments comments;
    private final AuditTrail auditTrail;
    private final Outbox outbox;
    private final TransactionOperations<Connection> transactions;
    private final MeterRegistry meters;
    private final Clock clock;

    ModerationQueue(
            QueueRepository repository,
            QueueRows rows,
            Comments comments,
            AuditTrail auditTrail,
            Outbox outbox,
            TransactionOperations<Connection> transactions,
            MeterRegistry meters,
            Clock clock) {
        this.repository = repository;
        this.rows = rows;
        this.comments = comments;
        this.auditTrail = auditTrail;
        this.outbox = outbox;
        this.transactions = transactions;
        this.meters = meters;
        this.clock = clock;
    }

    /** One page: what is pending oldest first, what was decided newest decision first. */
    QueuePage page(QueueFilter filter) {
        List<String> after = Cursor.read(filter.after(), 2);
        String[] sites = filter.sites().toArray(String[]::new);
        int oneMore = filter.limit() + 1;
        boolean isPending = filter.status() == CommentStatus.PENDING;
        // Without a cursor the page begins beyond the first row: a condition that an index can always serve.
        Instant afterAt = after.isEmpty() ? (isPending ? FIRST : LAST) : Cursor.instant(after.get(0));
        UUID afterId = after.isEmpty() ? NO_ID : Cursor.uuid(after.get(1));
        List<QueueRow> found = isPending
                ? repository.pending(sites, filter.article(), filter.holder(), now(), afterAt, afterId, oneMore)
                : repository.decided(filter.status(), sites, filter.article(), afterAt, afterId, oneMore);
        List<QueueRow> page = found.stream().limit(filter.limit()).toList();
        @Nullable String next = found.size() > page.size() ? cursor(page.getLast(), isPending) : null;
        return new QueuePage(page.stream().map(row -> rows.comment(row, now())).toList(), next);
    }

    /** One comment, with all decisions about it. */
    Optional<QueuedComment> find(CommentId id) {
        return repository
                .find(id.value())
                .map(row -> rows.comment(row, now()).with(rows.history(repository.history(id.value()))));
    }

    /**
     * Decides on a comment. Status, decision, audit entry and announcement change together or not at all; of many
     * moderators at once exactly one decides. A decision that this moderator made before is not made again.
     *
     * @param version the one that the moderator saw
     */
    DecisionOutcome decide(Moderator moderator, CommentId id, int version, Decision decision) {
        Optional<QueueRow> seen = repository.find(id.value());
        if (seen.isEmpty()) {
            return new DecisionOutcome.NoSuchComment();
        }
        if (!moderator.decidesOn(seen.get().site())) {
            return new DecisionOutcome.NotAllowed();
        }
        Timer.Sample sample = Timer.start(meters);
        Optional<QueueRow> decided = transactions.executeWrite(_ -> {
            OptionalInt made = comments.decide(id, version, decision);
            if (made.isEmpty()) {
                return Optional.empty();
            }
            tell(seen.get(), made.getAsInt(), decision);
            return repository.find(id.value());
        });
        if (decided.isPresent()) {
            sample.stop(meters.timer("mizan.decision"));
            meters.counter(
                            "mizan.decisions",
                            "site",
                            seen.get().site(),
                            "verdict",
                            decision.verdict().name())
                    .increment();
            return new DecisionOutcome.Decided(rows.comment(decided.get(), now()));
        }
        return repository
                .find(id.value())
                .<DecisionOutcome>map(row -> isRepeated(row, version, decision)
                        ? new DecisionOutcome.Decided(rows.comment(row, now()))
                        : refusal(row, version, decision))
                .orElseGet(DecisionOutcome.NoSuchComment::new);
    }

    /** Hands the oldest that nobody else holds to this moderator, for a while. Two moderators never get the same. */
    Claims claim(Moderator moderator, Set<String> sites, int limit) {
        Instant now = now();
        Instant until = now.plus(CLAIM);
        List<UUID> ids = repository.claim(sites.toArray(String[]::new), moderator.name(), now, until, limit);
        List<QueuedComment> claimed =
                repository
                        .findClaimed(ids.stream().map(UUID::toString).toArray(String[]::new), moderator.name())
                        .stream()
                        .map(row -> rows.comment(row, now))
                        .toList();
        return new Claims(claimed, until);
    }

    /** Lets go of all that this moderator holds. */
    void release(Moderator moderator) {
        repository.release(moderator.name());
    }

    private void tell(QueueRow comment, int version, Decision decision) {
        AuditAction action = switch (decision.verdict()) {
            case APPROVE -> AuditAction.COMMENT_APPROVED;
            case REJECT -> AuditAction.COMMENT_REJECTED;
            case REOPEN -> AuditAction.COMMENT_REOPENED;
        };
        @Nullable String detail = decision.reason() == null ? null : decision.reason().name();
        auditTrail.record(new AuditEntry(decision.at(), decision.moderator(), action, comment.id(), detail));
        outbox.announce(new Announcement(
                comment.id(),
                comment.site(),
                comment.article(),
                decision.verdict().status().name(),
                version,
                decision.moderator()));
    }

    // The answer to the same decision was lost on its way: the version that it made is the present one.
    private static boolean isRepeated(QueueRow row, int version, Decision decision) {
        return row.version() == version + 1
                && row.verdict() == decision.verdict()
                && row.reason() == decision.reason()
                && decision.moderator() != null
                && decision.moderator().equals(row.decidedBy());
    }

    private DecisionOutcome refusal(QueueRow row, int version, Decision decision) {
        DecisionOutcome.Current current =
                new DecisionOutcome.Current(row.status(), row.version(), row.decidedBy(), row.decisionAt());
        boolean fits = (row.status() == CommentStatus.PENDING) == (decision.verdict() != Verdict.REOPEN);
        return row.version() == version && fits
                ? new DecisionOutcome.ClaimedByAnother(current)
                : new DecisionOutcome.AlreadyDecided(current);
    }

    private static String cursor(QueueRow last, boolean isPending) {
        Instant at = isPending ? last.submittedAt() : Objects.requireNonNull(last.decidedAt());
        return Cursor.of(at, last.id());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

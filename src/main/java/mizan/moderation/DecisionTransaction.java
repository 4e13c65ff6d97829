package mizan.moderation;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import mizan.audit.AuditAction;
import mizan.audit.AuditEntry;
import mizan.audit.AuditTrail;
import mizan.comment.CommentId;
import mizan.comment.Comments;
import mizan.comment.DecidedComment;
import mizan.comment.Decision;
import mizan.comment.ProposedDecision;
import mizan.outbox.Announcement;
import mizan.outbox.Outbox;
import org.jspecify.annotations.Nullable;

/** Makes decisions together with all that follows from them: statuses, audit entries, announcements, renewed claims. */
@Singleton
class DecisionTransaction {

    private final Comments comments;
    private final Claims claims;
    private final AuditTrail auditTrail;
    private final Outbox outbox;
    private final TransactionOperations<Connection> transactions;
    private final MeterRegistry meters;

    DecisionTransaction(
            Comments comments,
            Claims claims,
            AuditTrail auditTrail,
            Outbox outbox,
            TransactionOperations<Connection> transactions,
            MeterRegistry meters) {
        this.comments = comments;
        this.claims = claims;
        this.auditTrail = auditTrail;
        this.outbox = outbox;
        this.transactions = transactions;
        this.meters = meters;
    }

    /**
     * Of several proposals about one comment only the first is tried.
     *
     * @param sites on which each of the moderators decides, by their names
     * @param batch under which they can be taken back together, or null
     * @return those that were made
     */
    List<DecidedComment> make(List<ProposedDecision> proposals, Map<String, Set<String>> sites, @Nullable UUID batch) {
        Map<CommentId, ProposedDecision> first = new LinkedHashMap<>();
        proposals.forEach(proposal -> first.putIfAbsent(proposal.comment(), proposal));
        List<DecidedComment> made = transactions.executeWrite(_ -> {
            List<DecidedComment> decided = comments.decide(List.copyOf(first.values()), sites, batch);
            if (!decided.isEmpty()) {
                auditTrail.record(
                        decided.stream().map(DecisionTransaction::entry).toList());
                outbox.announce(
                        decided.stream().map(DecisionTransaction::announcement).toList());
                claims.renew(
                        decided.stream().map(DecisionTransaction::moderator).collect(toSet()));
            }
            return decided;
        });
        made.forEach(this::count);
        return made;
    }

    private static AuditEntry entry(DecidedComment decided) {
        Decision decision = decided.decision();
        AuditAction action = switch (decision.verdict()) {
            case APPROVE -> AuditAction.COMMENT_APPROVED;
            case REJECT -> AuditAction.COMMENT_REJECTED;
            case REOPEN -> AuditAction.COMMENT_REOPENED;
        };
        @Nullable String detail = decision.reason() == null ? null : decision.reason().name();
        return new AuditEntry(
                decision.at(), decision.moderator(), action, decided.id().value(), detail);
    }

    private static String moderator(DecidedComment decided) {
        return requireNonNull(decided.decision().moderator());
    }

    private static Announcement announcement(DecidedComment decided) {
        return new Announcement(
                decided.id().value(),
                decided.site(),
                decided.article(),
                decided.decision().verdict().status().name(),
                decided.version(),
                decided.decision().moderator());
    }

    private void count(DecidedComment decided) {
        meters.counter(
                        "mizan.decisions",
                        "site",
                        decided.site(),
                        "verdict",
                        decided.decision().verdict().name())
                .increment();
    }
}

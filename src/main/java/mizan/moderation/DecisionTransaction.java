package mizan.moderation;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import mizan.comment.CommentId;
import mizan.comment.Comments;
import mizan.comment.DecidedComment;
import mizan.comment.ProposedDecision;
import mizan.outbox.Announcement;
import mizan.outbox.Outbox;
import org.jspecify.annotations.Nullable;

/** Makes decisions together with all that follows from them: statuses, audit entries, announcements, renewed claims. */
@Singleton
class DecisionTransaction {

    private final Comments comments;
    private final Claims claims;
    private final Outbox outbox;
    private final TransactionOperations<Connection> transactions;
    private final MeterRegistry meters;
    private final Clock clock;

    DecisionTransaction(
            Comments comments,
            Claims claims,
            Outbox outbox,
            TransactionOperations<Connection> transactions,
            MeterRegistry meters,
            Clock clock) {
        this.comments = comments;
        this.claims = claims;
        this.outbox = outbox;
        this.transactions = transactions;
        this.meters = meters;
        this.clock = clock;
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
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<DecidedComment> made = transactions.executeWrite(_ -> {
            List<DecidedComment> decided =
                    comments.decide(List.copyOf(first.values()), sites, batch, now, claims.lastHalf(now));
            if (!decided.isEmpty()) {
                outbox.announced(
                        decided.stream().map(DecisionTransaction::announcement).toList());
            }
            Set<String> renewing = decided.stream()
                    .filter(DecidedComment::claimsEnding)
                    .map(DecisionTransaction::moderator)
                    .collect(toSet());
            if (!renewing.isEmpty()) {
                claims.renew(renewing, now);
            }
            return decided;
        });
        made.forEach(this::count);
        return made;
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

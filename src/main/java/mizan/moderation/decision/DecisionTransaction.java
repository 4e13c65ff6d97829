package mizan.moderation.decision;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import mizan.comment.CommentId;
import mizan.comment.Decision;
import mizan.comment.RejectionReason;
import mizan.moderation.claim.Claims;
import mizan.outbox.Outbox;
import mizan.outbox.OutboxEvent;
import mizan.platform.database.ArrayParameters;
import org.jspecify.annotations.Nullable;

/** Makes decisions together with all that follows from them: statuses, audit entries, announcements, renewed claims. */
@Singleton
class DecisionTransaction {

    private final DecisionRepository repository;
    private final Claims claims;
    private final Outbox outbox;
    private final TransactionOperations<Connection> transactions;
    private final MeterRegistry meters;
    private final Clock clock;

    DecisionTransaction(
            DecisionRepository repository,
            Claims claims,
            Outbox outbox,
            TransactionOperations<Connection> transactions,
            MeterRegistry meters,
            Clock clock) {
        this.repository = repository;
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
        Instant now = clock.instant();
        List<DecidedComment> made = transactions.executeWrite(_ -> {
            List<DecidedComment> decided = decide(List.copyOf(first.values()), sites, batch, now, claims.lastHalf(now));
            if (!decided.isEmpty()) {
                outbox.publishAppended(
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

    private List<DecidedComment> decide(
            List<ProposedDecision> proposals,
            Map<String, Set<String>> sites,
            @Nullable UUID batch,
            Instant now,
            Instant soon) {
        Map<UUID, Decision> proposed =
                proposals.stream().collect(toMap(proposal -> proposal.comment().value(), ProposedDecision::decision));
        List<Map.Entry<String, String>> own = sites.entrySet().stream()
                .flatMap(decider -> decider.getValue().stream().map(site -> Map.entry(decider.getKey(), site)))
                .toList();
        return repository
                .decide(
                        ArrayParameters.texts(
                                proposals, proposal -> proposal.comment().toString()),
                        ArrayParameters.integers(proposals, ProposedDecision::version),
                        ArrayParameters.texts(
                                proposals,
                                proposal -> proposal.decision().verdict().name()),
                        ArrayParameters.texts(
                                proposals,
                                proposal -> Optional.ofNullable(
                                                proposal.decision().reason())
                                        .map(RejectionReason::name)
                                        .orElse(null)),
                        ArrayParameters.texts(
                                proposals, proposal -> proposal.decision().note()),
                        ArrayParameters.texts(
                                proposals, proposal -> proposal.decision().moderator()),
                        ArrayParameters.texts(
                                proposals, proposal -> proposal.decision().at().toString()),
                        own.stream().map(Map.Entry::getKey).toArray(String[]::new),
                        own.stream().map(Map.Entry::getValue).toArray(String[]::new),
                        batch,
                        now,
                        soon)
                .stream()
                .map(row -> new DecidedComment(
                        new CommentId(row.id()),
                        row.version(),
                        row.site(),
                        row.article(),
                        requireNonNull(proposed.get(row.id())),
                        row.claimsEnding()))
                .toList();
    }

    private static String moderator(DecidedComment decided) {
        return requireNonNull(decided.decision().moderator());
    }

    private static OutboxEvent announcement(DecidedComment decided) {
        return new OutboxEvent(
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

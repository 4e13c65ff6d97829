package mizan.moderation.decision;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import mizan.comment.CommentId;
import mizan.comment.Verdict;
import mizan.moderation.claim.Claims;
import mizan.outbox.Outbox;
import mizan.outbox.OutboxEvent;
import mizan.platform.database.JsonParameters;
import org.jspecify.annotations.Nullable;

/** Makes decisions: one statement, with everything that follows from it. */
@Singleton
class DecisionTransaction {

    private final DecisionRepository repository;
    private final Claims claims;
    private final Outbox outbox;
    private final JsonParameters json;
    private final MeterRegistry meters;
    private final Clock clock;

    DecisionTransaction(
            DecisionRepository repository,
            Claims claims,
            Outbox outbox,
            JsonParameters json,
            MeterRegistry meters,
            Clock clock) {
        this.repository = repository;
        this.claims = claims;
        this.outbox = outbox;
        this.json = json;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Makes the decisions that can be made. The moderator's other claims are renewed if they are about to expire.
     *
     * @param moderator the account's name; null for the service itself
     * @param sites the sites on which the moderator decides
     * @param proposals at most one for each comment
     * @param batch the id under which the decisions can be undone together, or null
     * @return the comments that were decided on
     */
    Set<CommentId> decide(
            @Nullable String moderator, Set<String> sites, List<ProposedDecision> proposals, @Nullable UUID batch) {
        Map<UUID, ProposedDecision> byComment = new LinkedHashMap<>();
        proposals.forEach(proposal -> byComment.putIfAbsent(proposal.comment().value(), proposal));
        String decisions =
                json.rows(byComment.values().stream().map(DecisionRow::of).toList());
        Instant now = clock.instant();
        // One statement is a transaction of its own: BEGIN and COMMIT would cost a round trip more.
        List<DecisionRepository.Row> decided =
                repository.decide(decisions, moderator, sites.toArray(String[]::new), batch, claims.renewBefore(now));
        if (!decided.isEmpty()) {
            outbox.publishCommitted(decided.stream()
                    .map(row -> event(row, verdict(byComment, row), moderator))
                    .toList());
        }
        if (moderator != null) {
            if (decided.stream().anyMatch(DecisionRepository.Row::hasExpiringClaims)) {
                claims.renew(moderator, sites, now);
            }
            decided.forEach(row -> count(row.site(), verdict(byComment, row)));
        }
        return decided.stream().map(row -> new CommentId(row.id())).collect(toSet());
    }

    private static Verdict verdict(Map<UUID, ProposedDecision> proposals, DecisionRepository.Row row) {
        return requireNonNull(proposals.get(row.id())).decision().verdict();
    }

    private static OutboxEvent event(DecisionRepository.Row row, Verdict verdict, @Nullable String moderator) {
        return new OutboxEvent(
                row.id(), row.site(), row.article(), verdict.status().name(), row.version(), moderator);
    }

    private void count(String site, Verdict verdict) {
        meters.counter("mizan.decisions", "site", site, "verdict", verdict.name())
                .increment();
    }
}

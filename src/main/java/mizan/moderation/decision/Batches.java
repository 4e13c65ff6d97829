package mizan.moderation.decision;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import mizan.comment.CommentId;
import mizan.comment.Decision;
import mizan.comment.Verdict;
import mizan.moderation.decision.CommentStateRepository.BatchRow;
import mizan.moderator.Moderator;
import mizan.moderator.Role;
import mizan.platform.database.UuidV7;
import org.jspecify.annotations.Nullable;

/** Batches: decisions of one request, which can be undone together. */
@Singleton
class Batches {

    /** Maximum number of decisions in one request. */
    static final int MAX_DECISIONS = 500;

    private final Decisions decisions;
    private final CommentStateRepository states;
    private final Clock clock;

    Batches(Decisions decisions, CommentStateRepository states, Clock clock) {
        this.decisions = decisions;
        this.states = states;
        this.clock = clock;
    }

    /** Decides like {@link Decisions#decide}. A repeated batch, whose response was lost, keeps its id. */
    Result decide(Moderator moderator, List<ProposedDecision> proposals) {
        UUID batch = UuidV7.at(clock.instant());
        List<DecisionOutcome> outcomes =
                proposals.isEmpty() ? List.of() : decisions.decide(moderator, proposals, batch);
        boolean isDecided = outcomes.stream().anyMatch(DecisionOutcome.Decided.class::isInstance);
        return new Result(isDecided ? batch : repeatedBatch(proposals, outcomes), outcomes);
    }

    /** Undoes a batch: each comment gets its previous status, except for those that were decided on since. */
    UndoOutcome undo(Moderator moderator, UUID batch) {
        List<BatchRow> rows = states.batch(batch);
        if (rows.isEmpty()) {
            return new UndoOutcome.NoSuchBatch();
        }
        boolean isOwn = rows.stream().allMatch(row -> moderator.name().equals(row.moderator()));
        if (!isOwn && !moderator.has(Role.ADMIN)) {
            return new UndoOutcome.NotAllowed();
        }
        Instant now = clock.instant();
        List<ProposedDecision> proposals = rows.stream()
                .map(row -> new ProposedDecision(
                        new CommentId(row.commentId()), row.version(), inverse(row, moderator.name(), now)))
                .toList();
        return new UndoOutcome.Undone(proposals, decisions.decide(moderator, proposals, null));
    }

    // A verdict is undone by reopening, a reopening by the verdict before it.
    private static Decision inverse(BatchRow row, String moderator, Instant now) {
        return switch (row.verdict()) {
            case APPROVE, REJECT -> new Decision(Verdict.REOPEN, null, null, moderator, now);
            case REOPEN ->
                new Decision(
                        Objects.requireNonNull(row.previousVerdict()),
                        row.previousReason(),
                        row.previousNote(),
                        moderator,
                        now);
        };
    }

    // Null if this is only a part of an earlier batch: undoing the part must not undo the rest.
    private @Nullable UUID repeatedBatch(List<ProposedDecision> proposals, List<DecisionOutcome> outcomes) {
        Set<UUID> known = outcomes.stream()
                .filter(DecisionOutcome.Repeated.class::isInstance)
                .map(outcome -> ((DecisionOutcome.Repeated) outcome).batch())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        if (known.size() != 1) {
            return null;
        }
        UUID batch = known.iterator().next();
        Set<UUID> proposed =
                proposals.stream().map(proposal -> proposal.comment().value()).collect(Collectors.toSet());
        return states.batch(batch).stream().map(BatchRow::commentId).allMatch(proposed::contains) ? batch : null;
    }

    /**
     * The result of a batch.
     *
     * @param batch its id; null if no decision was made, so that there is nothing to undo
     */
    record Result(@Nullable UUID batch, List<DecisionOutcome> outcomes) {}
}

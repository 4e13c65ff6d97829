package mizan.moderation.decision;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import mizan.comment.CommentId;
import mizan.comment.Decision;
import mizan.comment.Verdict;
import mizan.moderation.decision.CommentStateRepository.BatchRow;
import mizan.moderator.Moderator;
import mizan.moderator.Role;
import mizan.platform.database.UuidV7;

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
        return new Result(isDecided ? batch : repeatedBatch(proposals, outcomes).orElse(batch), outcomes);
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
        Map<UUID, List<BatchRow>> byComment =
                rows.stream().collect(groupingBy(BatchRow::commentId, LinkedHashMap::new, toList()));
        List<ProposedDecision> proposals = byComment.values().stream()
                .map(decided -> new ProposedDecision(
                        new CommentId(decided.getLast().commentId()),
                        decided.getLast().version(),
                        inverse(first(decided), moderator.name(), now)))
                .toList();
        return new UndoOutcome.Undone(proposals, decisions.decide(moderator, proposals, null));
    }

    // The first of the decisions that the batch made one directly after the other, up to its last one.
    private static BatchRow first(List<BatchRow> decided) {
        BatchRow first = decided.getLast();
        for (BatchRow row : decided.reversed()) {
            if (row.version() == first.version() - 1) {
                first = row;
            }
        }
        return first;
    }

    // A decision is undone by the decision before it, or else by reopening.
    private static Decision inverse(BatchRow row, String moderator, Instant now) {
        return new Decision(
                row.previousVerdict() == null ? Verdict.REOPEN : row.previousVerdict(),
                row.previousReason(),
                row.previousNote(),
                row.previousLegalGround(),
                moderator,
                now);
    }

    // Empty if this is only a part of an earlier batch: undoing the part must not undo the rest.
    private Optional<UUID> repeatedBatch(List<ProposedDecision> proposals, List<DecisionOutcome> outcomes) {
        Set<UUID> known = outcomes.stream()
                .filter(DecisionOutcome.Repeated.class::isInstance)
                .map(outcome -> ((DecisionOutcome.Repeated) outcome).batch())
                .filter(Objects::nonNull)
                .collect(toSet());
        Set<UUID> proposed =
                proposals.stream().map(proposal -> proposal.comment().value()).collect(toSet());
        return known.size() != 1
                ? Optional.empty()
                : known.stream()
                        .findFirst()
                        .filter(batch -> states.batch(batch).stream()
                                .map(BatchRow::commentId)
                                .allMatch(proposed::contains));
    }

    /**
     * The result of a batch.
     *
     * @param batch its id; there is nothing to undo if no decision was made
     */
    record Result(UUID batch, List<DecisionOutcome> outcomes) {}
}

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

/** Decisions that are made together and can be taken back together. */
@Singleton
class Batches {

    /** The most that one request may decide. */
    static final int MAX_DECISIONS = 500;

    private final Decisions decisions;
    private final CommentStateRepository standings;
    private final Clock clock;

    Batches(Decisions decisions, CommentStateRepository standings, Clock clock) {
        this.decisions = decisions;
        this.standings = standings;
        this.clock = clock;
    }

    /** Decides as {@link Decisions#decide} does. A batch that is sent again, its answer lost, keeps its name. */
    Made decide(Moderator moderator, List<ProposedDecision> proposals) {
        UUID batch = UuidV7.at(clock.instant());
        List<DecisionOutcome> outcomes =
                proposals.isEmpty() ? List.of() : decisions.decide(moderator, proposals, batch);
        boolean isMade = outcomes.stream().anyMatch(DecisionOutcome.Decided.class::isInstance);
        return new Made(isMade ? batch : earlier(proposals, outcomes), outcomes);
    }

    /** Takes a batch back: each comment stands again as it did before, but for those decided on since. */
    UndoOutcome undo(Moderator moderator, UUID batch) {
        List<BatchRow> rows = standings.batch(batch);
        if (rows.isEmpty()) {
            return new UndoOutcome.NoSuchBatch();
        }
        boolean isTheirs = rows.stream().allMatch(row -> moderator.name().equals(row.moderator()));
        if (!isTheirs && !moderator.has(Role.ADMIN)) {
            return new UndoOutcome.NotAllowed();
        }
        Instant now = clock.instant();
        List<ProposedDecision> proposals = rows.stream()
                .map(row -> new ProposedDecision(
                        new CommentId(row.commentId()), row.version(), inverse(row, moderator.name(), now)))
                .toList();
        return new UndoOutcome.Undone(proposals, decisions.decide(moderator, proposals, null));
    }

    // A verdict is taken back by reopening, a reopening by the verdict that it had taken back.
    private static Decision inverse(BatchRow row, String moderator, Instant now) {
        return switch (row.verdict()) {
            case APPROVE, REJECT -> new Decision(Verdict.REOPEN, null, null, moderator, now);
            case REOPEN ->
                new Decision(
                        Objects.requireNonNull(row.beforeVerdict()),
                        row.beforeReason(),
                        row.beforeNote(),
                        moderator,
                        now);
        };
    }

    // Not for a part of an earlier batch: whoever takes that part back has not asked for the rest.
    private @Nullable UUID earlier(List<ProposedDecision> proposals, List<DecisionOutcome> outcomes) {
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
        return standings.batch(batch).stream().map(BatchRow::commentId).allMatch(proposed::contains) ? batch : null;
    }

    /**
     * What became of a batch.
     *
     * @param batch its name; null if nothing was decided, and so there is nothing to take back
     */
    record Made(@Nullable UUID batch, List<DecisionOutcome> outcomes) {}
}

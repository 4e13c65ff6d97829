package mizan.moderation.decision;

import static java.util.stream.Collectors.toMap;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import mizan.comment.CommentId;
import mizan.moderation.queue.ModerationQueue;
import mizan.moderation.queue.QueuedComment;
import mizan.platform.database.DatabaseUnavailable;
import mizan.platform.database.GroupCommit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decisions that are made one by one: those of the same moment share a transaction, whoever makes them. */
@Singleton
class SingleDecisions {

    private static final int GROUPS_AT_ONCE = 2;
    private static final int LARGEST_GROUP = 64;

    private static final Logger LOG = LoggerFactory.getLogger(SingleDecisions.class);

    private final GroupCommit<Single, Optional<Made>> groups;
    private final DecisionTransaction decisions;
    private final ModerationQueue queue;

    /** @param patience how long who comes waits, in milliseconds */
    SingleDecisions(
            DecisionTransaction decisions,
            ModerationQueue queue,
            MeterRegistry meters,
            @Property(name = "datasources.default.connection-timeout") long patience) {
        this.groups = new GroupCommit<>(
                "decisions",
                new GroupCommit.Limits(GROUPS_AT_ONCE, LARGEST_GROUP, Duration.ofMillis(patience)),
                this::make,
                meters);
        this.decisions = decisions;
        this.queue = queue;
    }

    /**
     * Makes a decision with others, if it fits.
     *
     * @param sites on which the moderator decides
     * @return empty if it was not made
     * @throws CompletionException with a cause that {@link DatabaseUnavailable} knows, while the database is away
     */
    Optional<Made> make(String moderator, Set<String> sites, ProposedDecision proposal) {
        return groups.commit(new Single(moderator, sites, proposal));
    }

    private List<Optional<Made>> make(List<Single> group) {
        List<ProposedDecision> proposals = group.stream().map(Single::proposal).toList();
        // What a moderator may do is asked with each request: of two that differ, what both allow.
        Map<String, Set<String>> own =
                group.stream().collect(toMap(Single::moderator, Single::sites, SingleDecisions::inBoth));
        Map<CommentId, DecidedComment> made =
                decisions.make(proposals, own, null).stream().collect(toMap(DecidedComment::id, decided -> decided));
        Map<UUID, QueuedComment> comments = comments(List.copyOf(made.values()));
        return proposals.stream()
                .map(proposal -> Optional.ofNullable(made.get(proposal.comment()))
                        .filter(decided -> isOf(decided, proposal))
                        .map(decided -> new Made(comments.get(decided.id().value()))))
                .toList();
    }

    // One look for all, once they are committed: a view that is slow or fails takes no decision back.
    private Map<UUID, QueuedComment> comments(List<DecidedComment> decided) {
        if (decided.isEmpty()) {
            return Map.of();
        }
        Map<UUID, Integer> versions =
                decided.stream().collect(toMap(each -> each.id().value(), DecidedComment::version));
        try {
            return queue.findAll(decided.stream().map(DecidedComment::id).toList()).stream()
                    .filter(comment -> Objects.equals(comment.version(), versions.get(comment.id())))
                    .collect(toMap(QueuedComment::id, comment -> comment));
        } catch (RuntimeException e) {
            LOG.warn(
                    "Decisions were made, and could not be looked at together: {}",
                    e.getClass().getName());
            return Map.of();
        }
    }

    // Of several about one comment it may be another that was made.
    private static boolean isOf(DecidedComment decided, ProposedDecision proposal) {
        return decided.version() == proposal.version() + 1 && decided.decision().equals(proposal.decision());
    }

    private static Set<String> inBoth(Set<String> one, Set<String> other) {
        Set<String> both = new HashSet<>(one);
        both.retainAll(other);
        return both;
    }

    /**
     * A decision that was made.
     *
     * @param comment the comment as the decision has left it; null if somebody was at it again before it could be looked at
     */
    record Made(@Nullable QueuedComment comment) {}

    /** One decision by one moderator, who may decide on these sites. */
    private record Single(String moderator, Set<String> sites, ProposedDecision proposal) {}
}

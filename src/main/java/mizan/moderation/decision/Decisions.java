package mizan.moderation.decision;

import static java.util.stream.Collectors.toMap;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import mizan.comment.CommentId;
import mizan.comment.CommentStatus;
import mizan.comment.Decision;
import mizan.comment.Verdict;
import mizan.moderation.decision.CommentStateRepository.StateRow;
import mizan.moderation.queue.ModerationQueue;
import mizan.moderator.Moderator;
import mizan.site.Site;
import mizan.site.Sites;
import org.jspecify.annotations.Nullable;

/** Moderators' decisions: approve, reject and reopen comments, one at a time or in a batch. */
@Singleton
public class Decisions {

    private final Sites sites;
    private final DecisionTransaction transaction;
    private final ModerationQueue queue;
    private final CommentStateRepository states;
    private final MeterRegistry meters;

    Decisions(
            Sites sites,
            DecisionTransaction transaction,
            ModerationQueue queue,
            CommentStateRepository states,
            MeterRegistry meters) {
        this.sites = sites;
        this.transaction = transaction;
        this.queue = queue;
        this.states = states;
        this.meters = meters;
    }

    /**
     * Decides on comments. Status, decision, author statistics, audit entry and outbox event change together or not at
     * all. Exactly one of several concurrent moderators decides on a comment. A proposal that does not apply fails alone. A
     * decision that this moderator has already made is not made again. If several proposals are about one comment, only
     * the first is tried.
     *
     * @param batch the id under which the decisions can be undone together, or null
     * @return an outcome for each proposal, in their order
     */
    List<DecisionOutcome> decide(Moderator moderator, List<ProposedDecision> proposals, @Nullable UUID batch) {
        Set<String> permittedSites = permittedSites(moderator);
        Set<CommentId> decided = new HashSet<>(transaction.decide(moderator.name(), permittedSites, proposals, batch));
        Map<UUID, StateRow> states = decided.size() == proposals.size() ? Map.of() : states(proposals);
        List<DecisionOutcome> outcomes = new ArrayList<>();
        for (ProposedDecision proposal : proposals) {
            outcomes.add(
                    decided.remove(proposal.comment())
                            ? new DecisionOutcome.Decided(null)
                            : refusal(
                                    permittedSites,
                                    proposal,
                                    states.get(proposal.comment().value())));
        }
        return outcomes;
    }

    /** Decides on one comment, and returns it as the decision has left it. */
    public DecisionOutcome decide(Moderator moderator, ProposedDecision proposal) {
        Timer.Sample sample = Timer.start(meters);
        DecisionOutcome outcome = decide(moderator, List.of(proposal), null).getFirst();
        if (!(outcome instanceof DecisionOutcome.Decided)) {
            return outcome;
        }
        sample.stop(meters.timer("mizan.decision"));
        return new DecisionOutcome.Decided(queue.find(proposal.comment(), moderator)
                .filter(comment -> comment.version() == proposal.version() + 1)
                .orElse(null));
    }

    private Set<String> permittedSites(Moderator moderator) {
        return moderator.permittedSites(sites.all().stream().map(Site::name).toList());
    }

    private Map<UUID, StateRow> states(List<ProposedDecision> proposals) {
        String[] ids = proposals.stream()
                .map(proposal -> proposal.comment().toString())
                .toArray(String[]::new);
        return states.find(ids).stream().collect(toMap(StateRow::id, row -> row));
    }

    private static DecisionOutcome refusal(
            Set<String> permittedSites, ProposedDecision proposal, @Nullable StateRow row) {
        if (row == null) {
            return new DecisionOutcome.NoSuchComment();
        }
        if (!permittedSites.contains(row.site())) {
            return new DecisionOutcome.NotAllowed();
        }
        if (isRepeated(row, proposal)) {
            return new DecisionOutcome.Repeated(row.version(), row.batchId());
        }
        DecisionOutcome.Current current =
                new DecisionOutcome.Current(row.status(), row.version(), row.decidedBy(), row.decisionAt());
        boolean fits =
                (row.status() == CommentStatus.PENDING) == (proposal.decision().verdict() != Verdict.REOPEN);
        return row.version() == proposal.version() && fits
                ? new DecisionOutcome.ClaimedByAnother(current)
                : new DecisionOutcome.AlreadyDecided(current);
    }

    // The client repeats a decision whose response it did not receive: the current version is the one it produced.
    private static boolean isRepeated(StateRow row, ProposedDecision proposal) {
        Decision decision = proposal.decision();
        return row.version() == proposal.version() + 1
                && row.verdict() == decision.verdict()
                && row.reason() == decision.reason()
                && decision.moderator() != null
                && decision.moderator().equals(row.decidedBy());
    }
}

package mizan.moderation.decision;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import mizan.comment.CommentId;
import mizan.comment.Decision;
import mizan.comment.Verdict;
import mizan.moderation.decision.CommentStateRepository.StateRow;
import mizan.moderation.queue.CurrentState;
import mizan.moderation.queue.ModerationQueue;
import mizan.moderation.queue.QueuedComment;
import mizan.moderator.Moderator;
import mizan.site.Site;
import mizan.site.Sites;
import org.jspecify.annotations.Nullable;

/** Moderators' decisions: approve, reject and reopen comments, one at a time or in a batch. */
@Singleton
public class Decisions {

    /** A proposal is tried again if the comment changed between the attempt and the search for the reason of its refusal. */
    private static final int MAX_ATTEMPTS = 3;

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
     * decision that this moderator has already made is not made again. Several proposals about one comment are tried in
     * their order.
     *
     * @param batch the id under which the decisions can be undone together, or null
     * @return an outcome for each proposal, in their order
     */
    List<DecisionOutcome> decide(Moderator moderator, List<ProposedDecision> proposals, @Nullable UUID batch) {
        Map<CommentId, Deque<Integer>> positions = new LinkedHashMap<>();
        for (int i = 0; i < proposals.size(); i++) {
            positions
                    .computeIfAbsent(proposals.get(i).comment(), _ -> new ArrayDeque<>())
                    .add(i);
        }
        Map<Integer, DecisionOutcome> outcomes = new TreeMap<>();
        while (!positions.isEmpty()) {
            List<Integer> next = positions.values().stream().map(Deque::remove).toList();
            List<DecisionOutcome> decided =
                    decideDistinct(moderator, next.stream().map(proposals::get).toList(), batch, MAX_ATTEMPTS);
            for (int i = 0; i < next.size(); i++) {
                outcomes.put(next.get(i), decided.get(i));
            }
            positions.values().removeIf(Deque::isEmpty);
        }
        return List.copyOf(outcomes.values());
    }

    /** @param proposals at most one for each comment */
    private List<DecisionOutcome> decideDistinct(
            Moderator moderator, List<ProposedDecision> proposals, @Nullable UUID batch, int attempts) {
        Set<String> permittedSites = permittedSites(moderator);
        Set<CommentId> decided = transaction.decide(moderator.name(), permittedSites, proposals, batch);
        Map<UUID, StateRow> states = decided.size() == proposals.size() ? Map.of() : states(proposals);
        List<DecisionOutcome> outcomes = new ArrayList<>();
        for (ProposedDecision proposal : proposals) {
            outcomes.add(
                    decided.contains(proposal.comment())
                            ? new DecisionOutcome.Decided(null)
                            : refusal(
                                            permittedSites,
                                            proposal,
                                            states.get(proposal.comment().value()))
                                    // Decidable now: another moderator has just decided or released the comment.
                                    .orElseGet(() -> attempts > 1
                                            ? decideDistinct(moderator, List.of(proposal), batch, attempts - 1)
                                                    .getFirst()
                                            : new DecisionOutcome.AlreadyDecided(current(
                                                    proposal,
                                                    requireNonNull(states.get(
                                                            proposal.comment().value()))))));
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

    // Empty if nothing prevents the decision.
    private static Optional<DecisionOutcome> refusal(
            Set<String> permittedSites, ProposedDecision proposal, @Nullable StateRow row) {
        if (row == null) {
            return Optional.of(new DecisionOutcome.NoSuchComment());
        }
        if (!permittedSites.contains(row.site())) {
            return Optional.of(new DecisionOutcome.NotAllowed());
        }
        if (isRepeated(row, proposal)) {
            return Optional.of(new DecisionOutcome.Repeated(row.version(), row.batchId()));
        }
        CurrentState current = current(proposal, row);
        if (row.version() != proposal.version()) {
            return Optional.of(new DecisionOutcome.AlreadyDecided(current));
        }
        Verdict verdict = proposal.decision().verdict();
        if (verdict != Verdict.REJECT && verdict.status() == row.status()) {
            return Optional.of(new DecisionOutcome.Unchanged(row.version()));
        }
        return current.claim() != null
                        && !current.claim()
                                .moderator()
                                .equals(proposal.decision().moderator())
                ? Optional.of(new DecisionOutcome.ClaimedByAnother(current))
                : Optional.empty();
    }

    private static CurrentState current(ProposedDecision proposal, StateRow row) {
        @Nullable String claimant = row.claimedBy();
        @Nullable Instant until = row.claimedUntil();
        QueuedComment.@Nullable Claim claim = claimant != null
                        && until != null
                        && until.isAfter(proposal.decision().at())
                ? new QueuedComment.Claim(claimant, until)
                : null;
        return new CurrentState(row.status(), row.version(), row.decidedBy(), row.decisionAt(), claim);
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

    /**
     * The version of the comment before a decision. Empty if the moderator cannot decide on it, or has already made this
     * decision: its precondition held then (RFC 9110 §13.1.1).
     */
    Optional<Integer> versionBefore(Moderator moderator, ProposedDecision proposal) {
        return states.find(new String[] {proposal.comment().toString()}).stream()
                .filter(row -> moderator.canModerate(row.site()) && !isRepeated(row, proposal))
                .map(StateRow::version)
                .findFirst();
    }
}

package mizan.moderation.decision;

import static java.util.stream.Collectors.toCollection;
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
import mizan.moderation.decision.CommentStateRepository.StandingRow;
import mizan.moderator.Moderator;
import mizan.site.Site;
import mizan.site.Sites;
import org.jspecify.annotations.Nullable;

/** The way out of the queue: comments are approved, rejected and reopened, one at a time or many together. */
@Singleton
public class Decisions {

    private final Sites sites;
    private final DecisionTransaction decisions;
    private final SingleDecisions singles;
    private final CommentStateRepository standings;
    private final MeterRegistry meters;

    Decisions(
            Sites sites,
            DecisionTransaction decisions,
            SingleDecisions singles,
            CommentStateRepository standings,
            MeterRegistry meters) {
        this.sites = sites;
        this.decisions = decisions;
        this.singles = singles;
        this.standings = standings;
        this.meters = meters;
    }

    /**
     * Decides on comments. Statuses, decisions, audit entries and announcements change together or not at all; of many
     * moderators at once exactly one decides on a comment. What does not fit fails alone. A decision that this moderator
     * made before is not made again. Of several about one comment only the first is tried.
     *
     * @param batch under which they can be taken back together, or null
     * @return an outcome for each proposal, in their order
     */
    List<DecisionOutcome> decide(Moderator moderator, List<ProposedDecision> proposals, @Nullable UUID batch) {
        Set<String> own = own(moderator);
        Set<CommentId> made = decisions.make(proposals, Map.of(moderator.name(), own), batch).stream()
                .map(DecidedComment::id)
                .collect(toCollection(HashSet::new));
        Map<UUID, StandingRow> standing = made.size() == proposals.size() ? Map.of() : standing(proposals);
        List<DecisionOutcome> outcomes = new ArrayList<>();
        for (ProposedDecision proposal : proposals) {
            outcomes.add(
                    made.remove(proposal.comment())
                            ? new DecisionOutcome.Decided(null)
                            : refusal(
                                    own,
                                    proposal,
                                    standing.get(proposal.comment().value())));
        }
        return outcomes;
    }

    /** The same for one. What does not go with others is tried alone, and then it is told why. */
    public DecisionOutcome decide(Moderator moderator, ProposedDecision proposal) {
        Timer.Sample sample = Timer.start(meters);
        DecisionOutcome outcome = singles.make(moderator.name(), own(moderator), proposal)
                .<DecisionOutcome>map(made -> new DecisionOutcome.Decided(made.comment()))
                .orElseGet(() -> decide(moderator, List.of(proposal), null).getFirst());
        if (outcome instanceof DecisionOutcome.Decided) {
            sample.stop(meters.timer("mizan.decision"));
        }
        return outcome;
    }

    private Set<String> own(Moderator moderator) {
        return moderator.permittedSites(sites.all().stream().map(Site::name).toList());
    }

    private Map<UUID, StandingRow> standing(List<ProposedDecision> proposals) {
        String[] ids = proposals.stream()
                .map(proposal -> proposal.comment().toString())
                .toArray(String[]::new);
        return standings.find(ids).stream().collect(toMap(StandingRow::id, row -> row));
    }

    private static DecisionOutcome refusal(Set<String> own, ProposedDecision proposal, @Nullable StandingRow row) {
        if (row == null) {
            return new DecisionOutcome.NoSuchComment();
        }
        if (!own.contains(row.site())) {
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

    // The answer to the same decision was lost on its way: the version that it made is the present one.
    private static boolean isRepeated(StandingRow row, ProposedDecision proposal) {
        Decision decision = proposal.decision();
        return row.version() == proposal.version() + 1
                && row.verdict() == decision.verdict()
                && row.reason() == decision.reason()
                && decision.moderator() != null
                && decision.moderator().equals(row.decidedBy());
    }
}

package mizan.moderation;

import static java.util.stream.Collectors.toMap;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micronaut.context.annotation.Property;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import mizan.audit.AuditAction;
import mizan.audit.AuditEntry;
import mizan.audit.AuditTrail;
import mizan.comment.CommentId;
import mizan.comment.CommentStatus;
import mizan.comment.Comments;
import mizan.comment.DecidedComment;
import mizan.comment.Decision;
import mizan.comment.ProposedDecision;
import mizan.comment.Verdict;
import mizan.moderation.StandingRepository.StandingRow;
import mizan.moderator.Moderator;
import mizan.outbox.Announcement;
import mizan.outbox.Outbox;
import mizan.platform.DatabaseAway;
import mizan.platform.GroupCommit;
import mizan.site.Site;
import mizan.site.Sites;
import org.jspecify.annotations.Nullable;

/**
 * The way out of the queue: comments are approved, rejected and reopened, one at a time or many together. Single decisions
 * of the same moment share a transaction, whoever makes them.
 */
@Singleton
public class Decisions {

    private static final int GROUPS_AT_ONCE = 2;
    private static final int LARGEST_GROUP = 64;

    private final GroupCommit<Single, Optional<DecidedComment>> groups;
    private final Sites sites;
    private final Comments comments;
    private final StandingRepository standings;
    private final Claims claims;
    private final AuditTrail auditTrail;
    private final Outbox outbox;
    private final TransactionOperations<Connection> transactions;
    private final MeterRegistry meters;

    Decisions(
            Sites sites,
            Comments comments,
            StandingRepository standings,
            Claims claims,
            AuditTrail auditTrail,
            Outbox outbox,
            TransactionOperations<Connection> transactions,
            MeterRegistry meters,
            @Property(name = "datasources.default.connection-timeout") long patience) {
        this.groups = new GroupCommit<>(GROUPS_AT_ONCE, LARGEST_GROUP, Duration.ofMillis(patience), this::makeTogether);
        this.sites = sites;
        this.comments = comments;
        this.standings = standings;
        this.claims = claims;
        this.auditTrail = auditTrail;
        this.outbox = outbox;
        this.transactions = transactions;
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
        Map<CommentId, DecidedComment> made = make(proposals, Map.of(moderator.name(), own), batch);
        Map<UUID, StandingRow> standing = made.size() == proposals.size() ? Map.of() : standing(proposals);
        List<DecisionOutcome> outcomes = new ArrayList<>();
        for (ProposedDecision proposal : proposals) {
            @Nullable DecidedComment decided = made.remove(proposal.comment());
            outcomes.add(
                    decided == null
                            ? refusal(
                                    own,
                                    proposal,
                                    standing.get(proposal.comment().value()))
                            : new DecisionOutcome.Decided(decided.version()));
        }
        return outcomes;
    }

    /** The same for one. What does not go with others is tried alone, and then it is told why. */
    public DecisionOutcome decide(Moderator moderator, ProposedDecision proposal) {
        Timer.Sample sample = Timer.start(meters);
        DecisionOutcome outcome = madeWithOthers(moderator, proposal)
                .<DecisionOutcome>map(decided -> new DecisionOutcome.Decided(decided.version()))
                .orElseGet(() -> decide(moderator, List.of(proposal), null).getFirst());
        if (outcome instanceof DecisionOutcome.Decided) {
            sample.stop(meters.timer("mizan.decision"));
        }
        return outcome;
    }

    /** How many single decisions wait for those before them to be committed. */
    int waiting() {
        return groups.waiting();
    }

    private Optional<DecidedComment> madeWithOthers(Moderator moderator, ProposedDecision proposal) {
        try {
            return groups.commit(new Single(moderator.name(), own(moderator), proposal));
        } catch (CompletionException e) {
            if (DatabaseAway.isForAll(e)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private List<Optional<DecidedComment>> makeTogether(List<Single> group) {
        List<ProposedDecision> proposals = group.stream().map(Single::proposal).toList();
        // What a moderator may do is asked with each request: of two that differ, what both allow.
        Map<String, Set<String>> own =
                group.stream().collect(toMap(Single::moderator, Single::sites, Decisions::inBoth));
        Map<CommentId, DecidedComment> made = make(proposals, own, null);
        return proposals.stream()
                .map(proposal -> Optional.ofNullable(made.get(proposal.comment()))
                        .filter(decided -> decided.version() == proposal.version() + 1
                                && decided.decision().equals(proposal.decision())))
                .toList();
    }

    private static Set<String> inBoth(Set<String> one, Set<String> other) {
        Set<String> both = new HashSet<>(one);
        both.retainAll(other);
        return both;
    }

    private Set<String> own(Moderator moderator) {
        return moderator.sitesOf(sites.all().stream().map(Site::name).toList());
    }

    private Map<CommentId, DecidedComment> make(
            List<ProposedDecision> proposals, Map<String, Set<String>> own, @Nullable UUID batch) {
        Map<CommentId, ProposedDecision> first = new LinkedHashMap<>();
        proposals.forEach(proposal -> first.putIfAbsent(proposal.comment(), proposal));
        List<DecidedComment> made = transactions.executeWrite(_ -> {
            List<DecidedComment> decided = comments.decide(List.copyOf(first.values()), own, batch);
            if (!decided.isEmpty()) {
                auditTrail.record(decided.stream().map(Decisions::entry).toList());
                outbox.announce(decided.stream().map(Decisions::announcement).toList());
                claims.renew(own.keySet());
            }
            return decided;
        });
        made.forEach(this::count);
        return made.stream().collect(toMap(DecidedComment::id, decided -> decided, (one, _) -> one, HashMap::new));
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

    private static AuditEntry entry(DecidedComment decided) {
        Decision decision = decided.decision();
        AuditAction action = switch (decision.verdict()) {
            case APPROVE -> AuditAction.COMMENT_APPROVED;
            case REJECT -> AuditAction.COMMENT_REJECTED;
            case REOPEN -> AuditAction.COMMENT_REOPENED;
        };
        @Nullable String detail = decision.reason() == null ? null : decision.reason().name();
        return new AuditEntry(
                decision.at(), decision.moderator(), action, decided.id().value(), detail);
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

    /** One decision by one moderator, who may decide on these sites. */
    private record Single(String moderator, Set<String> sites, ProposedDecision proposal) {}
}

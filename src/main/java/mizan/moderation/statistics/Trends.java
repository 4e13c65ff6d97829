package mizan.moderation.statistics;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static java.util.stream.Collectors.toMap;

import io.micronaut.transaction.TransactionDefinition.Isolation;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import mizan.comment.Verdict;
import mizan.moderation.SiteAccess;
import mizan.moderation.statistics.TrendRepository.DecisionCount;
import mizan.moderation.statistics.TrendRepository.PendingPercentiles;
import mizan.moderation.statistics.TrendRepository.TrendCount.Kind;
import mizan.moderator.Moderator;
import mizan.moderator.Role;
import mizan.platform.database.PlannerSettings;
import mizan.platform.http.FieldViolation;
import mizan.platform.http.ProblemException;
import org.jspecify.annotations.Nullable;

/** Computes the trends of the queue over up to 30 days. */
@Singleton
public class Trends {

    private final TrendRepository repository;
    private final PlannerSettings planner;
    private final BacklogRepository backlogs;
    private final SiteAccess access;
    private final ReportingTimeZone timeZone;
    private final Clock clock;

    Trends(
            TrendRepository repository,
            PlannerSettings planner,
            BacklogRepository backlogs,
            SiteAccess access,
            ReportingTimeZone timeZone,
            Clock clock) {
        this.repository = repository;
        this.planner = planner;
        this.backlogs = backlogs;
        this.access = access;
        this.timeZone = timeZone;
        this.clock = clock;
    }

    /**
     * The trend of the last days: by the hour for up to a week, by the day for more. Past numbers of pending comments are
     * computed from the current number and the changes since. All statements read one snapshot, so that the numbers are
     * consistent.
     *
     * @param site one site, or null for all sites of the moderator
     * @param days 1–30
     * @throws ProblemException not-allowed, no-such-site, or 422 for a number of days out of range
     */
    @Transactional(isolation = Isolation.REPEATABLE_READ, readOnly = true)
    public QueueTrend trend(Moderator moderator, @Nullable String site, int days) {
        Set<String> names = new TreeSet<>(access.permittedSites(moderator, site));
        if (days < 1 || days > TrendWindow.MAX_DAYS) {
            throw ProblemException.invalid(FieldViolation.of("days", "range", 1, TrendWindow.MAX_DAYS));
        }
        String[] sites = names.toArray(String[]::new);
        Instant now = clock.instant();
        TrendWindow window = TrendWindow.of(days, now, timeZone.zone());
        planner.useCustomPlans();
        TrendCounts counts = new TrendCounts(repository.counts(sites, textArray(window.bucketStarts()), window.from()));
        List<DecisionCount> decisions = repository.decisionCounts(sites, window.from());
        BacklogRepository.RecentDecisions recent =
                backlogs.recentDecisions(sites, window.from().minus(1, ChronoUnit.MICROS));
        return new QueueTrend(
                window.from(),
                now,
                window.step(),
                window.zone().getId(),
                counts.points(window),
                counts.sum(Kind.PENDING),
                ages(repository.pendingPercentiles(sites), now),
                new QueueStats.SecondsToDecision(recent.p50(), recent.p95()),
                reasons(decisions),
                siteTotals(names, counts, backlogs.backlogs(sites, now), now),
                moderators(moderator, decisions));
    }

    private static QueueTrend.Ages ages(PendingPercentiles pending, Instant now) {
        return new QueueTrend.Ages(
                seconds(pending.p50(), now),
                seconds(pending.p90(), now),
                seconds(pending.p99(), now),
                seconds(pending.oldest(), now));
    }

    private static @Nullable Long seconds(@Nullable Instant since, Instant now) {
        return since == null ? null : Duration.between(since, now).toSeconds();
    }

    private static List<QueueTrend.SiteTotals> siteTotals(
            Set<String> names, TrendCounts counts, List<Backlog> backlogs, Instant now) {
        Map<String, Backlog> bySite = backlogs.stream().collect(toMap(Backlog::site, backlog -> backlog));
        return names.stream()
                .map(name -> {
                    TrendCounts ofSite = counts.ofSite(name);
                    @Nullable Backlog backlog = bySite.get(name);
                    return new QueueTrend.SiteTotals(
                            name,
                            ofSite.sum(Kind.PENDING),
                            backlog == null ? 0 : backlog.oldestAge(now).toSeconds(),
                            ofSite.sum(Kind.ARRIVED),
                            ofSite.sum(Kind.APPROVED),
                            ofSite.sum(Kind.REJECTED));
                })
                .toList();
    }

    private static List<QueueTrend.Reason> reasons(List<DecisionCount> decisions) {
        return decisions.stream()
                .filter(decision -> decision.reason() != null)
                .collect(groupingBy(DecisionCount::reason, summingLong(DecisionCount::comments)))
                .entrySet()
                .stream()
                .map(entry -> new QueueTrend.Reason(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(QueueTrend.Reason::rejected)
                        .reversed()
                        .thenComparing(QueueTrend.Reason::reason))
                .toList();
    }

    // Only an ADMIN, who manages the accounts, may see how many decisions other moderators make.
    private static List<QueueTrend.ModeratorTotals> moderators(Moderator moderator, List<DecisionCount> decisions) {
        return decisions.stream()
                .filter(decision ->
                        moderator.has(Role.ADMIN) || decision.moderator().equals(moderator.name()))
                .collect(groupingBy(DecisionCount::moderator))
                .entrySet()
                .stream()
                .map(entry -> new QueueTrend.ModeratorTotals(
                        entry.getKey(), sum(entry.getValue(), Verdict.APPROVE), sum(entry.getValue(), Verdict.REJECT)))
                .sorted(Comparator.comparingLong(QueueTrend.ModeratorTotals::decided)
                        .reversed()
                        .thenComparing(QueueTrend.ModeratorTotals::moderator))
                .toList();
    }

    private static long sum(List<DecisionCount> decisions, Verdict verdict) {
        return decisions.stream()
                .filter(decision -> decision.verdict() == verdict)
                .mapToLong(DecisionCount::comments)
                .sum();
    }

    private static String[] textArray(List<Instant> instants) {
        return instants.stream().map(Instant::toString).toArray(String[]::new);
    }
}

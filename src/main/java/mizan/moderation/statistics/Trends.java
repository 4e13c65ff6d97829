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
import mizan.moderation.statistics.TrendRepository.Made;
import mizan.moderation.statistics.TrendRepository.Movement.Kind;
import mizan.moderation.statistics.TrendRepository.Waiting;
import mizan.moderator.Moderator;
import mizan.moderator.Role;
import mizan.platform.http.FieldViolation;
import mizan.platform.http.ProblemException;
import org.jspecify.annotations.Nullable;

/** How the queue has done over days, for those who decide. */
@Singleton
public class Trends {

    private final TrendRepository repository;
    private final BacklogRepository backlogs;
    private final SiteAccess access;
    private final ReportingTimeZone time;
    private final Clock clock;

    Trends(
            TrendRepository repository,
            BacklogRepository backlogs,
            SiteAccess access,
            ReportingTimeZone time,
            Clock clock) {
        this.repository = repository;
        this.backlogs = backlogs;
        this.access = access;
        this.time = time;
        this.clock = clock;
    }

    /**
     * Up to a week is told by the hour, more by the day. What the queue held in the past is worked out from what it holds
     * now and what has moved it since, all of one moment, so it adds up.
     *
     * @param site of one site, or null for all that are theirs
     * @param days 1–30
     * @throws ProblemException not-allowed, no-such-site, or 422 for other days
     */
    @Transactional(isolation = Isolation.REPEATABLE_READ, readOnly = true)
    public QueueTrend trend(Moderator asking, @Nullable String site, int days) {
        Set<String> names = new TreeSet<>(access.permittedSites(asking, site));
        if (days < 1 || days > TrendWindow.MAX_DAYS) {
            throw ProblemException.invalid(FieldViolation.of("days", "range", 1, TrendWindow.MAX_DAYS));
        }
        String[] sites = names.toArray(String[]::new);
        Instant now = clock.instant();
        TrendWindow window = TrendWindow.of(days, now, time.zone());
        repository.planForValues();
        TrendCounts movements = new TrendCounts(repository.movements(sites, texts(window.beginnings()), window.from()));
        List<Made> made = repository.made(sites, window.from());
        BacklogRepository.Lately lately = backlogs.lately(sites, window.from().minus(1, ChronoUnit.MICROS));
        return new QueueTrend(
                window.from(),
                now,
                window.step(),
                window.zone().getId(),
                movements.points(window),
                movements.sum(Kind.WAITING),
                ages(repository.waiting(sites), now),
                new QueueStats.SecondsToDecision(lately.p50(), lately.p95()),
                reasons(made),
                sites(names, movements, sites, now),
                moderators(asking, made));
    }

    private static QueueTrend.Ages ages(Waiting waiting, Instant now) {
        return new QueueTrend.Ages(
                seconds(waiting.p50(), now),
                seconds(waiting.p90(), now),
                seconds(waiting.p99(), now),
                seconds(waiting.oldest(), now));
    }

    private static @Nullable Long seconds(@Nullable Instant since, Instant now) {
        return since == null ? null : Duration.between(since, now).toSeconds();
    }

    private List<QueueTrend.SiteTotals> sites(Set<String> names, TrendCounts movements, String[] sites, Instant now) {
        Map<String, Backlog> waiting =
                backlogs.backlogs(sites, now).stream().collect(toMap(Backlog::site, each -> each));
        return names.stream()
                .map(name -> {
                    TrendCounts own = movements.of(name);
                    @Nullable Backlog backlog = waiting.get(name);
                    return new QueueTrend.SiteTotals(
                            name,
                            own.sum(Kind.WAITING),
                            backlog == null ? 0 : backlog.oldestAge(now).toSeconds(),
                            own.sum(Kind.ARRIVED),
                            own.sum(Kind.APPROVED),
                            own.sum(Kind.REJECTED));
                })
                .toList();
    }

    private static List<QueueTrend.Reason> reasons(List<Made> made) {
        return made.stream()
                .filter(each -> each.reason() != null)
                .collect(groupingBy(Made::reason, summingLong(Made::comments)))
                .entrySet()
                .stream()
                .map(entry -> new QueueTrend.Reason(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(QueueTrend.Reason::rejected)
                        .reversed()
                        .thenComparing(QueueTrend.Reason::reason))
                .toList();
    }

    // How much a colleague does is for those to know who look after the accounts.
    private static List<QueueTrend.ModeratorTotals> moderators(Moderator asking, List<Made> made) {
        return made.stream()
                .filter(each -> asking.has(Role.ADMIN) || each.moderator().equals(asking.name()))
                .collect(groupingBy(Made::moderator))
                .entrySet()
                .stream()
                .map(entry -> new QueueTrend.ModeratorTotals(
                        entry.getKey(), sum(entry.getValue(), Verdict.APPROVE), sum(entry.getValue(), Verdict.REJECT)))
                .sorted(Comparator.comparingLong(QueueTrend.ModeratorTotals::decided)
                        .reversed()
                        .thenComparing(QueueTrend.ModeratorTotals::moderator))
                .toList();
    }

    private static long sum(List<Made> made, Verdict verdict) {
        return made.stream()
                .filter(each -> each.verdict() == verdict)
                .mapToLong(Made::comments)
                .sum();
    }

    private static String[] texts(List<Instant> instants) {
        return instants.stream().map(Instant::toString).toArray(String[]::new);
    }
}

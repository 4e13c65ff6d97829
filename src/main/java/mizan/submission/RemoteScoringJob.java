package mizan.submission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import mizan.comment.scoring.DueComments;
import mizan.comment.scoring.UnscoredComment;
import mizan.comment.scoring.UnscoredComments;
import mizan.platform.job.Job;
import mizan.screening.Finding;
import mizan.screening.ScreeningPolicies;
import mizan.screening.remote.RemoteScore;
import mizan.screening.remote.RemoteScorers;
import mizan.screening.rule.ScreeningRule;
import mizan.site.Site;
import mizan.site.Sites;
import org.jspecify.annotations.Nullable;

/**
 * Asks remote scorers about new comments, after these were accepted. A comment waits with a finding that says so. If the scorer
 * has no answer, the comment is tried again after growing delays; what has no score after an hour gets the finding that a rule
 * has failed, and is not tried any more.
 */
@Singleton
class RemoteScoringJob implements Job {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final int PAGE_SIZE = 50;

    /** Requests at once to one scorer. */
    private static final int CONCURRENCY = 5;

    /** Comments of one site in one run, so that no site delays the others for long. */
    private static final int MAX_PAGES = 20;

    private static final Finding FAILED = new Finding(
            ScreeningRule.FAILED.id(),
            ScreeningRule.REMOTE_SCORE.id(),
            List.of(),
            ScreeningRule.FAILED.defaultWeight());

    private final Sites sites;
    private final RemoteScorers scorers;
    private final ScreeningPolicies policies;
    private final UnscoredComments comments;
    private final MeterRegistry meters;
    private final Clock clock;

    /** The last complete run for each site on this replica. Another replica begins with all comments that wait. */
    private final Map<String, Instant> lastRuns = new ConcurrentHashMap<>();

    /** The sites whose scorer had no answer in the last run. */
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    RemoteScoringJob(
            Sites sites,
            RemoteScorers scorers,
            ScreeningPolicies policies,
            UnscoredComments comments,
            MeterRegistry meters,
            Clock clock) {
        this.sites = sites;
        this.scorers = scorers;
        this.policies = policies;
        this.comments = comments;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "remote-scoring";
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(5);
    }

    @Override
    public void run() {
        for (Site site : sites.all()) {
            run(site.name());
        }
    }

    private void run(String site) {
        Instant now = clock.instant();
        DueComments due = new DueComments(lastRuns.getOrDefault(site, Instant.EPOCH), now);
        @Nullable UnscoredComment last = null;
        for (int i = 0; i < MAX_PAGES && !Thread.currentThread().isInterrupted(); i++) {
            List<UnscoredComment> page = comments.page(site, due, last, PAGE_SIZE);
            if (page.isEmpty()) {
                lastRuns.put(site, now);
                return;
            }
            // While the scorer does not answer at all, the rest is tried at its next time.
            if (!score(site, page)) {
                failing.add(site);
                lastRuns.put(site, now);
                return;
            }
            last = page.getLast();
            if (failing.remove(site)) {
                // It answers again: the next run tries all that wait.
                lastRuns.remove(site);
                return;
            }
        }
    }

    /** Returns whether there was an answer about any of the comments. */
    private boolean score(String site, List<UnscoredComment> page) {
        List<Callable<Boolean>> tasks = page.stream()
                .<Callable<Boolean>>map(comment -> () -> score(site, comment))
                .toList();
        try (ExecutorService threads =
                Executors.newFixedThreadPool(CONCURRENCY, Thread.ofVirtual().factory())) {
            boolean isAnswered = false;
            for (Future<Boolean> result : threads.invokeAll(tasks)) {
                isAnswered |= result.get();
            }
            return isAnswered;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private boolean score(String site, UnscoredComment comment) {
        if (!scorers.isUsed(site)) {
            store(site, comment, List.of(), "dropped");
            return true;
        }
        return switch (scorers.score(site, comment.body())) {
            case RemoteScore.Scored(String detail) -> {
                store(site, comment, detail.isEmpty() ? List.of() : List.of(finding(site, detail)), "scored");
                yield true;
            }
            case RemoteScore.Refused _ -> {
                store(site, comment, List.of(FAILED), "refused");
                yield true;
            }
            case RemoteScore.Unavailable _ -> {
                Instant end = comment.submittedAt().plus(DueComments.LAST_DELAY);
                if (!end.isAfter(clock.instant())) {
                    store(site, comment, List.of(FAILED), "unavailable");
                }
                yield false;
            }
        };
    }

    private Finding finding(String site, String detail) {
        int weight = policies.get(site).weight(ScreeningRule.REMOTE_SCORE).orElse(0);
        return new Finding(ScreeningRule.REMOTE_SCORE.id(), detail, List.of(), weight);
    }

    private void store(String site, UnscoredComment comment, List<Finding> findings, String outcome) {
        int weight = findings.stream().mapToInt(Finding::weight).sum();
        if (comments.store(comment.id(), json(findings), weight)) {
            meters.counter("mizan.remote.scores", "site", site, "outcome", outcome)
                    .increment();
        }
    }

    private static String json(List<Finding> findings) {
        try {
            return JSON.writeValueAsString(findings);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

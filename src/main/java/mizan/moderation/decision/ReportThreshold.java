package mizan.moderation.decision;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import mizan.comment.CommentId;
import mizan.comment.Decision;
import mizan.comment.Verdict;
import mizan.site.Site;
import org.jspecify.annotations.Nullable;

/**
 * Hides published comments that enough readers have reported, where the site has turned this on: takes them back into the
 * queue until a moderator decides. The service reopens them as a moderator would, with a decision, an audit entry and an
 * event. It does so once for each comment.
 */
@Singleton
public class ReportThreshold {

    /** The comments of a site that can be hidden within an hour. Others are shown as reported only. */
    static final int MAX_PER_HOUR = 20;

    private static final Duration HOUR = Duration.ofHours(1);

    private final ReportThresholdRepository repository;
    private final DecisionTransaction transaction;
    private final MeterRegistry meters;
    private final Clock clock;

    ReportThreshold(
            ReportThresholdRepository repository, DecisionTransaction transaction, MeterRegistry meters, Clock clock) {
        this.repository = repository;
        this.transaction = transaction;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Hides a comment if its reports have reached the threshold of its site. The caller has committed a report or notice:
     * of several at once, the last one to be committed sees them all, and the version lets one of them decide.
     */
    public void check(Site site, CommentId comment) {
        @Nullable Integer readers = site.reportsHideAfter();
        if (readers == null) {
            return;
        }
        Instant now = clock.instant();
        repository.find(site.name(), comment.value(), readers, now.minus(HOUR)).ifPresent(row -> {
            if (row.hiddenLately() >= MAX_PER_HOUR) {
                count(site, "limited");
            } else if (isHidden(site, comment, row.version(), now)) {
                count(site, "hidden");
            }
        });
    }

    private boolean isHidden(Site site, CommentId comment, int version, Instant now) {
        Decision reopening = new Decision(Verdict.REOPEN, null, null, null, null, now);
        List<ProposedDecision> proposal = List.of(new ProposedDecision(comment, version, reopening));
        return !transaction.decide(null, Set.of(site.name()), proposal, null).isEmpty();
    }

    private void count(Site site, String outcome) {
        meters.counter("mizan.hidden.comments", "site", site.name(), "outcome", outcome)
                .increment();
    }
}

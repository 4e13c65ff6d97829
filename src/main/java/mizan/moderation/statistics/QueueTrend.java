package mizan.moderation.statistics;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.List;
import mizan.comment.RejectionReason;
import org.jspecify.annotations.Nullable;

/**
 * How the queue has done over a piece of time.
 *
 * @param timeZone in which hours and days are counted, such as Africa/Cairo
 * @param points without a gap, oldest first; the last is not over yet
 * @param pending how many wait now
 * @param ages of those that wait now
 * @param secondsToDecision for how long comments waited for their first decision, of those that were made since then
 * @param reasons of moderators' rejections, the most frequent first
 * @param sites by name
 * @param moderators who decided how often, the busiest first; only an ADMIN is told about others
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
public record QueueTrend(
        Instant from,
        Instant until,
        TrendStep step,
        String timeZone,
        List<Point> points,
        long pending,
        Ages ages,
        QueueStats.SecondsToDecision secondsToDecision,
        List<Reason> reasons,
        List<SiteTotals> sites,
        List<ModeratorTotals> moderators) {

    /**
     * One hour or day.
     *
     * @param arrived came in, to wait
     * @param trapped came in, and the service refused it by itself; nobody had to decide
     * @param reopened waited again
     * @param withdrawn was taken back by its author while it waited
     * @param pending how many waited at its end; of the last one, how many wait now
     */
    @Introspected
    public record Point(
            Instant from,
            long arrived,
            long trapped,
            long approved,
            long rejected,
            long reopened,
            long withdrawn,
            long pending) {}

    /** For how many seconds those that wait have waited: half of them no longer than p50… Null if none waits. */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Ages(
            @Nullable Long p50,
            @Nullable Long p90,
            @Nullable Long p99,
            @Nullable Long oldest) {}

    /** How often that was the reason. */
    @Introspected
    public record Reason(RejectionReason reason, long rejected) {}

    /**
     * One site's part.
     *
     * @param oldestPendingSeconds 0 if none waits
     */
    @Introspected
    public record SiteTotals(
            String site, long pending, long oldestPendingSeconds, long arrived, long approved, long rejected) {}

    /** One account's part. */
    @Introspected
    public record ModeratorTotals(String moderator, long approved, long rejected) {

        public long decided() {
            return approved + rejected;
        }
    }

    public long arrived() {
        return points.stream().mapToLong(Point::arrived).sum();
    }

    public long approved() {
        return points.stream().mapToLong(Point::approved).sum();
    }

    public long rejected() {
        return points.stream().mapToLong(Point::rejected).sum();
    }
}

package mizan.moderation.statistics;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.List;
import mizan.comment.RejectionReason;
import org.jspecify.annotations.Nullable;

/**
 * How the queue has changed over a time window.
 *
 * @param timeZone the time zone of hours and days, such as Africa/Cairo
 * @param points oldest first, without gaps; the last one is not complete
 * @param pending the number of comments that are pending now
 * @param ages the ages of the comments that are pending now
 * @param secondsToDecision the time from submission to the first decision, for the decisions in the window
 * @param reasons the reasons of moderators' rejections, most frequent first
 * @param sites the totals of each site, by its name
 * @param moderators the numbers of decisions by moderator, most active first; only an ADMIN sees other moderators
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
     * The numbers of one hour or day.
     *
     * @param arrived submitted comments that became pending
     * @param trapped submitted comments that the service rejected without a moderator
     * @param reopened comments that became pending again
     * @param withdrawn pending comments that their authors withdrew
     * @param pending comments that were pending at its end; in the last point, that are pending now
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

    /** Percentiles of the ages of pending comments, in seconds. All are null if no comment is pending. */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Ages(
            @Nullable Long p50,
            @Nullable Long p90,
            @Nullable Long p99,
            @Nullable Long oldest) {}

    /** The number of rejections with one reason. */
    @Introspected
    public record Reason(RejectionReason reason, long rejected) {}

    /**
     * The totals of one site.
     *
     * @param oldestPendingSeconds 0 if no comment is pending
     */
    @Introspected
    public record SiteTotals(
            String site, long pending, long oldestPendingSeconds, long arrived, long approved, long rejected) {}

    /** The totals of one moderator. */
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

package mizan.console.dashboard;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import mizan.console.layout.Layout;
import mizan.moderation.statistics.QueueTrend;
import mizan.moderation.statistics.QueueTrend.ModeratorTotals;
import mizan.moderation.statistics.QueueTrend.Point;
import mizan.moderation.statistics.QueueTrend.Reason;
import mizan.moderation.statistics.QueueTrend.SiteTotals;
import mizan.platform.i18n.LocalizedMessages;
import mizan.text.DurationText;
import org.jspecify.annotations.Nullable;

/**
 * How the queue does, to be looked at.
 *
 * @param site the one that is looked at, or null for all
 * @param ownSites that could be looked at, by name
 * @param days how far back
 */
public record DashboardPage(
        Layout frame, QueueTrend trend, @Nullable String site, Set<String> ownSites, int days) {

    /** The pieces of time that are offered, in days. */
    static final List<Integer> CHOICES = List.of(1, 7, 30);

    /** A part of something, as a bar beside its number. */
    public record Share(String name, String text, long number, double percent) {}

    public List<Integer> choices() {
        return CHOICES;
    }

    public String text(String key, Object... arguments) {
        return frame.text(key, arguments);
    }

    public LocalizedMessages words() {
        return frame.words();
    }

    public String number(long number) {
        return words().number(number);
    }

    public TimeAxis calendar() {
        return TimeAxis.of(words(), trend);
    }

    /** What waited at the end of each hour or day. */
    public TimeSeriesChart waiting() {
        return TimeSeriesChart.of(words(), calendar(), trend, Point::pending);
    }

    /** What came and what was decided in each. */
    public TimeSeriesChart flow() {
        return TimeSeriesChart.of(
                words(),
                calendar(),
                trend,
                point -> Math.max(point.arrived(), decided().applyAsLong(point)));
    }

    public ToLongFunction<Point> decided() {
        return point -> point.approved() + point.rejected();
    }

    public long decidedCount() {
        return trend.approved() + trend.rejected();
    }

    /** What one hour or day was, in a sentence to be shown where it is pointed at. */
    public String hint(Point point) {
        return text(
                "dashboard.hint",
                calendar().name(point.from()),
                number(point.arrived()),
                number(point.approved()),
                number(point.rejected()),
                number(point.pending()));
    }

    /** A time span of so many seconds, or a dash if there is none. */
    public String span(@Nullable Number seconds) {
        return seconds == null ? "–" : DurationText.of(words().language(), Duration.ofSeconds(seconds.longValue()));
    }

    /** For how long the parts of what waits have waited. */
    public List<Share> ages() {
        QueueTrend.Ages ages = trend.ages();
        @Nullable Long oldest = ages.oldest();
        if (oldest == null) {
            return List.of();
        }
        return List.of(
                age("dashboard.age.half", ages.p50(), oldest),
                age("dashboard.age.nine", ages.p90(), oldest),
                age("dashboard.age.most", ages.p99(), oldest),
                age("dashboard.age.oldest", oldest, oldest));
    }

    public List<Share> reasons() {
        long most = trend.reasons().stream().mapToLong(Reason::rejected).max().orElse(1);
        return trend.reasons().stream()
                .map(reason -> share(
                        text("reason." + reason.reason().name()), reason.rejected(), number(reason.rejected()), most))
                .toList();
    }

    public double siteShare(SiteTotals own) {
        long most = trend.sites().stream().mapToLong(SiteTotals::pending).max().orElse(1);
        return percent(own.pending(), most);
    }

    public double moderatorShare(long decisions) {
        long most = trend.moderators().stream()
                .mapToLong(ModeratorTotals::decided)
                .max()
                .orElse(1);
        return percent(decisions, most);
    }

    private Share age(String key, @Nullable Long seconds, long oldest) {
        long known = seconds == null ? 0 : seconds;
        return share(text(key), known, span(known), oldest);
    }

    private static Share share(String name, long value, String text, long most) {
        return new Share(name, text, value, percent(value, most));
    }

    private static double percent(long value, long most) {
        return most == 0 ? 0 : 100.0 * value / most;
    }
}

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
 * @param permittedSites that could be looked at, by name
 * @param days how far back
 */
public record DashboardPage(
        Layout layout, QueueTrend trend, @Nullable String site, Set<String> permittedSites, int days) {

    /** The pieces of time that are offered, in days. */
    static final List<Integer> DAY_CHOICES = List.of(1, 7, 30);

    /** A part of something, as a bar beside its number. */
    public record Bar(String name, String text, long number, double percent) {}

    public List<Integer> dayChoices() {
        return DAY_CHOICES;
    }

    public String text(String key, Object... arguments) {
        return layout.text(key, arguments);
    }

    public LocalizedMessages messages() {
        return layout.messages();
    }

    public String number(long number) {
        return messages().number(number);
    }

    public TimeAxis timeAxis() {
        return TimeAxis.of(messages(), trend);
    }

    /** What waited at the end of each hour or day. */
    public TimeSeriesChart backlogChart() {
        return TimeSeriesChart.of(messages(), timeAxis(), trend, Point::pending);
    }

    /** What came and what was decided in each. */
    public TimeSeriesChart flowChart() {
        return TimeSeriesChart.of(
                messages(),
                timeAxis(),
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
    public String tooltip(Point point) {
        return text(
                "dashboard.tooltip",
                timeAxis().name(point.from()),
                number(point.arrived()),
                number(point.approved()),
                number(point.rejected()),
                number(point.pending()));
    }

    /** A time span of so many seconds, or a dash if there is none. */
    public String duration(@Nullable Number seconds) {
        return seconds == null ? "–" : DurationText.of(messages().language(), Duration.ofSeconds(seconds.longValue()));
    }

    /** For how long the parts of what waits have waited. */
    public List<Bar> ages() {
        QueueTrend.Ages ages = trend.ages();
        @Nullable Long oldest = ages.oldest();
        if (oldest == null) {
            return List.of();
        }
        return List.of(
                age("dashboard.age.p50", ages.p50(), oldest),
                age("dashboard.age.p90", ages.p90(), oldest),
                age("dashboard.age.p99", ages.p99(), oldest),
                age("dashboard.age.oldest", oldest, oldest));
    }

    public List<Bar> reasons() {
        long max = trend.reasons().stream().mapToLong(Reason::rejected).max().orElse(1);
        return trend.reasons().stream()
                .map(reason -> bar(
                        text("reason." + reason.reason().name()), reason.rejected(), number(reason.rejected()), max))
                .toList();
    }

    public double sitePercent(SiteTotals own) {
        long max = trend.sites().stream().mapToLong(SiteTotals::pending).max().orElse(1);
        return percent(own.pending(), max);
    }

    public double moderatorPercent(long decisions) {
        long max = trend.moderators().stream()
                .mapToLong(ModeratorTotals::decided)
                .max()
                .orElse(1);
        return percent(decisions, max);
    }

    private Bar age(String key, @Nullable Long seconds, long oldest) {
        long known = seconds == null ? 0 : seconds;
        return bar(text(key), known, duration(known), oldest);
    }

    private static Bar bar(String name, long value, String text, long max) {
        return new Bar(name, text, value, percent(value, max));
    }

    private static double percent(long value, long max) {
        return max == 0 ? 0 : 100.0 * value / max;
    }
}

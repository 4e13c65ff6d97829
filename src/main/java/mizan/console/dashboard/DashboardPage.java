package mizan.console.dashboard;

import java.time.Duration;
import java.util.List;
import java.util.Set;
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
 * Model of the dashboard.
 *
 * @param site the selected site, or null for all
 * @param permittedSites the sites to choose from, sorted by name
 * @param days the length of the period in days
 */
public record DashboardPage(
        Layout layout, QueueTrend trend, @Nullable String site, Set<String> permittedSites, int days) {

    /** The periods to choose from, in days. */
    static final List<Integer> DAY_CHOICES = List.of(1, 7, 30);

    /** A row of a bar chart. */
    public record Bar(String name, String text, double percent) {}

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

    /** Pending comments at the end of each hour or day. */
    public TimeSeriesChart backlogChart() {
        return TimeSeriesChart.of(messages(), timeAxis(), trend, Point::pending);
    }

    /** Comments received and decided in each hour or day. */
    public TimeSeriesChart flowChart() {
        return TimeSeriesChart.of(messages(), timeAxis(), trend, point -> Math.max(point.arrived(), decided(point)));
    }

    public long decidedCount() {
        return trend.approved() + trend.rejected();
    }

    /** The tooltip of one hour or day. */
    public String tooltip(Point point) {
        return text(
                "dashboard.tooltip",
                timeAxis().name(point.from()),
                number(point.arrived()),
                number(point.approved()),
                number(point.rejected()),
                number(point.pending()));
    }

    /** A number of seconds as text, or a dash for null. */
    public String duration(@Nullable Number seconds) {
        return seconds == null ? "–" : DurationText.of(messages().language(), Duration.ofSeconds(seconds.longValue()));
    }

    /** Percentiles of the ages of pending comments. */
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

    public double sitePercent(SiteTotals site) {
        long max = trend.sites().stream().mapToLong(SiteTotals::pending).max().orElse(1);
        return percent(site.pending(), max);
    }

    public double moderatorPercent(long decisions) {
        long max = trend.moderators().stream()
                .mapToLong(ModeratorTotals::decided)
                .max()
                .orElse(1);
        return percent(decisions, max);
    }

    private Bar age(String key, @Nullable Long seconds, long oldest) {
        long value = seconds == null ? 0 : seconds;
        return bar(text(key), value, duration(value), oldest);
    }

    private static Bar bar(String name, long value, String text, long max) {
        return new Bar(name, text, percent(value, max));
    }

    private static long decided(Point point) {
        return point.approved() + point.rejected();
    }

    private static double percent(long value, long max) {
        return max == 0 ? 0 : 100.0 * value / max;
    }
}

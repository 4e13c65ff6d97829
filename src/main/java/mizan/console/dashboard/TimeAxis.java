package mizan.console.dashboard;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import mizan.moderation.statistics.QueueTrend;
import mizan.moderation.statistics.QueueTrend.Point;
import mizan.moderation.statistics.TrendStep;
import mizan.platform.i18n.LocalizedMessages;

/** Labels of a chart's hours or days, in the reporting time zone. */
public record TimeAxis(Locale language, ZoneId zone, TrendStep step, int pointCount) {

    private static final int HOURS_PER_DAY = 24;
    private static final int HOURS_BETWEEN_TICKS = 6;
    private static final int DAYS_BETWEEN_TICKS = 7;

    static TimeAxis of(LocalizedMessages messages, QueueTrend trend) {
        return new TimeAxis(
                messages.language(),
                ZoneId.of(trend.timeZone()),
                trend.step(),
                trend.points().size());
    }

    /** A labelled point, by its index. */
    record Tick(int index, String label, boolean isMinor) {}

    /** The points that get a label below the chart. There are few enough that labels do not overlap. */
    List<Tick> ticks(List<Point> points) {
        List<Tick> ticks = IntStream.range(0, points.size())
                .filter(i -> isTick(points, i))
                .mapToObj(i -> new Tick(i, label(points.get(i).from()), false))
                .toList();
        return IntStream.range(0, ticks.size())
                .mapToObj(i -> new Tick(ticks.get(i).index(), ticks.get(i).label(), ticks.size() > 5 && i % 2 == 1))
                .toList();
    }

    /** The full name of an hour or day, for tables and tooltips. */
    public String name(Instant start) {
        return switch (step) {
            case HOUR -> format("EEE d MMM").format(at(start)) + " " + time(start);
            case DAY ->
                DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL)
                        .localizedBy(language)
                        .format(at(start));
        };
    }

    private boolean isTick(List<Point> points, int index) {
        ZonedDateTime at = at(points.get(index).from());
        if (step == TrendStep.DAY) {
            return (points.size() - 1 - index) % DAYS_BETWEEN_TICKS == 0;
        }
        return pointCount <= HOURS_PER_DAY
                ? at.getHour() % HOURS_BETWEEN_TICKS == 0
                : at.toLocalTime().equals(LocalTime.MIDNIGHT);
    }

    private String label(Instant start) {
        if (step == TrendStep.HOUR && pointCount <= HOURS_PER_DAY) {
            return time(start);
        }
        return format("d MMM").format(at(start));
    }

    private String time(Instant start) {
        return DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                .localizedBy(language)
                .format(at(start));
    }

    private DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern).localizedBy(language);
    }

    private ZonedDateTime at(Instant instant) {
        return instant.atZone(zone);
    }
}

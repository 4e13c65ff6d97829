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

/** Names the hours and days of a course over time, in the house's time zone. */
public record TimeAxis(Locale language, ZoneId zone, TrendStep step, int hours) {

    private static final int HOURS_OF_A_DAY = 24;
    private static final int HOURS_APART = 6;
    private static final int DAYS_APART = 7;

    static TimeAxis of(LocalizedMessages words, QueueTrend trend) {
        return new TimeAxis(
                words.language(),
                ZoneId.of(trend.timeZone()),
                trend.step(),
                trend.points().size());
    }

    /** A time worth naming; {@code index} is its point's. */
    record Mark(int index, String label, boolean isMinor) {}

    /** Which of the points are named below a chart, so that there is room for their names. */
    List<Mark> marks(List<Point> points) {
        List<Mark> marks = IntStream.range(0, points.size())
                .filter(i -> isNamed(points, i))
                .mapToObj(i -> new Mark(i, label(points.get(i).from()), false))
                .toList();
        return IntStream.range(0, marks.size())
                .mapToObj(i -> new Mark(marks.get(i).index(), marks.get(i).label(), marks.size() > 5 && i % 2 == 1))
                .toList();
    }

    /** One hour or day in full, for tables and hints. */
    public String name(Instant beginning) {
        return switch (step) {
            case HOUR -> format("EEE d MMM").format(at(beginning)) + " " + time(beginning);
            case DAY ->
                DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL)
                        .localizedBy(language)
                        .format(at(beginning));
        };
    }

    private boolean isNamed(List<Point> points, int index) {
        ZonedDateTime at = at(points.get(index).from());
        if (step == TrendStep.DAY) {
            return (points.size() - 1 - index) % DAYS_APART == 0;
        }
        return hours <= HOURS_OF_A_DAY
                ? at.getHour() % HOURS_APART == 0
                : at.toLocalTime().equals(LocalTime.MIDNIGHT);
    }

    private String label(Instant beginning) {
        if (step == TrendStep.HOUR && hours <= HOURS_OF_A_DAY) {
            return time(beginning);
        }
        return format("d MMM").format(at(beginning));
    }

    private String time(Instant beginning) {
        return DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                .localizedBy(language)
                .format(at(beginning));
    }

    private DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern).localizedBy(language);
    }

    private ZonedDateTime at(Instant instant) {
        return instant.atZone(zone);
    }
}

package mizan.console.dashboard;

import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import mizan.moderation.statistics.QueueTrend;
import mizan.moderation.statistics.QueueTrend.Point;
import mizan.platform.i18n.LocalizedMessages;

/**
 * A chart of some values over time, as numbers for its template. Time runs as its readers read: in Arabic the present is
 * at the left, as what comes last is everywhere on the page. Places along the time axis are parts of the width in
 * percent, so that letters keep their size on every screen.
 *
 * @param calendar names the times
 * @param scale of the values
 */
public record TimeSeriesChart(LocalizedMessages words, TimeAxis calendar, List<Point> points, ValueAxis scale) {

    /** In pixels, from the top of the plot to its bottom line. */
    private static final int HEIGHT = 168;

    /** The room for the highest line's number. */
    private static final int TOP = 16;

    private static final int PLOT_WIDTH = 1_000;

    static TimeSeriesChart of(
            LocalizedMessages words, TimeAxis calendar, QueueTrend trend, ToLongFunction<Point> greatest) {
        long most = trend.points().stream().mapToLong(greatest).max().orElse(0);
        return new TimeSeriesChart(words, calendar, trend.points(), ValueAxis.of(most));
    }

    /** A line across, with its number. */
    public record Line(String y, String label) {}

    /**
     * A time that is named below the chart.
     *
     * @param x its beginning, in percent
     * @param isMinor whether it can go where there is little room
     */
    public record Mark(String x, String label, boolean isMinor) {}

    /** What stands above one hour or day, in percent of the width and pixels. */
    public record Bar(String x, String width, String y, String height) {}

    /** An hour or a day, to point at. */
    public record Slot(String x, String width, Point point) {}

    public List<Line> lines() {
        return scale.lines().stream()
                .map(value -> new Line(y(value), words.number(value)))
                .toList();
    }

    public List<Mark> marks() {
        return calendar.marks(points).stream()
                .map(mark -> new Mark(percent(x(mark.index())), mark.label(), mark.isMinor()))
                .toList();
    }

    public List<Slot> slots() {
        return IntStream.range(0, points.size())
                .mapToObj(i -> new Slot(percent(Math.min(x(i), x(i + 1))), percent(slot()), points.get(i)))
                .toList();
    }

    /** Bars for a value, each on top of another value's. */
    public List<Bar> bars(ToLongFunction<Point> value, ToLongFunction<Point> below) {
        double gap = points.size() > 48 ? 0.1 : 0.22;
        return IntStream.range(0, points.size())
                .filter(i -> value.applyAsLong(points.get(i)) > 0)
                .mapToObj(i -> {
                    long from = below.applyAsLong(points.get(i));
                    long to = from + value.applyAsLong(points.get(i));
                    return new Bar(
                            percent(Math.min(x(i), x(i + 1)) + slot() * gap / 2),
                            percent(slot() * (1 - gap)),
                            y(to),
                            decimal(pixels(from) - pixels(to)));
                })
                .toList();
    }

    /** The line of a value through the middle of each hour or day, in a box that is 1000 wide. */
    public String path(ToLongFunction<Point> value) {
        return path(value, points.size());
    }

    /** The same without the last one, which is not over: a line would seem to fall. */
    public String pathOfWhole(ToLongFunction<Point> value) {
        return path(value, points.size() - 1);
    }

    private String path(ToLongFunction<Point> value, int end) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < end; i++) {
            path.append(i == 0 ? 'M' : 'L')
                    .append(decimal((x(i) + x(i + 1)) / 2 * PLOT_WIDTH))
                    .append(' ')
                    .append(y(value.applyAsLong(points.get(i))));
        }
        return path.toString();
    }

    /** The same, closed along the bottom line. */
    public String area(ToLongFunction<Point> value) {
        double first = (x(0) + x(1)) / 2 * PLOT_WIDTH;
        double last = (x(points.size() - 1) + x(points.size())) / 2 * PLOT_WIDTH;
        return path(value) + "L" + decimal(last) + " " + bottom() + "L" + decimal(first) + " " + bottom() + "Z";
    }

    /** Where the last point is. */
    public String lastX() {
        return percent((x(points.size() - 1) + x(points.size())) / 2);
    }

    public String y(long value) {
        return decimal(pixels(value));
    }

    /** Of the whole plot, in pixels: where its bottom line is. */
    public int bottom() {
        return TOP + HEIGHT;
    }

    /** Whether anything is to be seen. */
    public boolean isEmpty() {
        return points.stream()
                .allMatch(point -> point.arrived() + point.approved() + point.rejected() + point.pending() == 0);
    }

    // Where the time before the one with this number ends, as a part of the width.
    private double x(int index) {
        double part = (double) index / points.size();
        return words.direction().equals("rtl") ? 1 - part : part;
    }

    private double slot() {
        return 1.0 / points.size();
    }

    private double pixels(long value) {
        return TOP + HEIGHT * (1 - scale.part(value));
    }

    private static String percent(double part) {
        return decimal(part * 100) + "%";
    }

    private static String decimal(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }
}

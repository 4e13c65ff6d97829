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
 * @param timeAxis names the times
 * @param valueAxis of the values
 */
public record TimeSeriesChart(LocalizedMessages messages, TimeAxis timeAxis, List<Point> points, ValueAxis valueAxis) {

    /** In pixels, from the top of the plot to its bottom line. */
    private static final int HEIGHT = 168;

    /** The room for the highest line's number. */
    private static final int TOP_MARGIN = 16;

    private static final int VIEW_BOX_WIDTH = 1_000;

    static TimeSeriesChart of(
            LocalizedMessages messages, TimeAxis timeAxis, QueueTrend trend, ToLongFunction<Point> maxValue) {
        long max = trend.points().stream().mapToLong(maxValue).max().orElse(0);
        return new TimeSeriesChart(messages, timeAxis, trend.points(), ValueAxis.of(max));
    }

    /** A line across, with its number. */
    public record GridLine(String y, String label) {}

    /**
     * A time that is named below the chart.
     *
     * @param x its beginning, in percent
     * @param isMinor whether it can go where there is little room
     */
    public record Tick(String x, String label, boolean isMinor) {}

    /** What stands above one hour or day, in percent of the width and pixels. */
    public record Bar(String x, String width, String y, String height) {}

    /** An hour or a day, to point at. */
    public record HoverArea(String x, String width, Point point) {}

    public List<GridLine> gridLines() {
        return valueAxis.gridLines().stream()
                .map(value -> new GridLine(y(value), messages.number(value)))
                .toList();
    }

    public List<Tick> ticks() {
        return timeAxis.ticks(points).stream()
                .map(tick -> new Tick(percent(x(tick.index())), tick.label(), tick.isMinor()))
                .toList();
    }

    public List<HoverArea> hoverAreas() {
        return IntStream.range(0, points.size())
                .mapToObj(i ->
                        new HoverArea(percent(Math.min(x(i), x(i + 1))), percent(intervalWidth()), points.get(i)))
                .toList();
    }

    /** Bars for a value, each on top of another value's. */
    public List<Bar> bars(ToLongFunction<Point> value, ToLongFunction<Point> base) {
        double gap = points.size() > 48 ? 0.1 : 0.22;
        return IntStream.range(0, points.size())
                .filter(i -> value.applyAsLong(points.get(i)) > 0)
                .mapToObj(i -> {
                    long from = base.applyAsLong(points.get(i));
                    long to = from + value.applyAsLong(points.get(i));
                    return new Bar(
                            percent(Math.min(x(i), x(i + 1)) + intervalWidth() * gap / 2),
                            percent(intervalWidth() * (1 - gap)),
                            y(to),
                            decimal(pixels(from) - pixels(to)));
                })
                .toList();
    }

    /** The line of a value through the middle of each hour or day, in a box that is 1000 wide. */
    public String linePath(ToLongFunction<Point> value) {
        return linePath(value, points.size());
    }

    /** The same without the last one, which is not over: a line would seem to fall. */
    public String completedLinePath(ToLongFunction<Point> value) {
        return linePath(value, points.size() - 1);
    }

    private String linePath(ToLongFunction<Point> value, int end) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < end; i++) {
            path.append(i == 0 ? 'M' : 'L')
                    .append(decimal((x(i) + x(i + 1)) / 2 * VIEW_BOX_WIDTH))
                    .append(' ')
                    .append(y(value.applyAsLong(points.get(i))));
        }
        return path.toString();
    }

    /** The same, closed along the bottom line. */
    public String areaPath(ToLongFunction<Point> value) {
        double first = (x(0) + x(1)) / 2 * VIEW_BOX_WIDTH;
        double last = (x(points.size() - 1) + x(points.size())) / 2 * VIEW_BOX_WIDTH;
        return linePath(value) + "L" + decimal(last) + " " + baselineY() + "L" + decimal(first) + " " + baselineY()
                + "Z";
    }

    /** Where the last point is. */
    public String lastX() {
        return percent((x(points.size() - 1) + x(points.size())) / 2);
    }

    public String y(long value) {
        return decimal(pixels(value));
    }

    /** Of the whole plot, in pixels: where its bottom line is. */
    public int baselineY() {
        return TOP_MARGIN + HEIGHT;
    }

    /** Whether anything is to be seen. */
    public boolean isEmpty() {
        return points.stream()
                .allMatch(point -> point.arrived() + point.approved() + point.rejected() + point.pending() == 0);
    }

    // Where the time before the one with this number ends, as a part of the width.
    private double x(int index) {
        double fraction = (double) index / points.size();
        return messages.direction().equals("rtl") ? 1 - fraction : fraction;
    }

    private double intervalWidth() {
        return 1.0 / points.size();
    }

    private double pixels(long value) {
        return TOP_MARGIN + HEIGHT * (1 - valueAxis.fraction(value));
    }

    private static String percent(double fraction) {
        return decimal(fraction * 100) + "%";
    }

    private static String decimal(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }
}

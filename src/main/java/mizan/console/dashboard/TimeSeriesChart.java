package mizan.console.dashboard;

import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import mizan.moderation.statistics.QueueTrend;
import mizan.moderation.statistics.QueueTrend.Point;
import mizan.platform.i18n.LocalizedMessages;

/**
 * The geometry of a chart of values over time. Time runs in reading direction: in Arabic the present is at the left.
 * Positions on the time axis are percentages of the width, so that text keeps its size on every screen.
 *
 * @param points one for each hour or day, oldest first
 */
public record TimeSeriesChart(LocalizedMessages messages, TimeAxis timeAxis, List<Point> points, ValueAxis valueAxis) {

    /** The height of the plot in pixels, without the margin. */
    private static final int HEIGHT = 168;

    /** Room in pixels for the label of the highest grid line. */
    private static final int TOP_MARGIN = 16;

    private static final int VIEW_BOX_WIDTH = 1_000;

    static TimeSeriesChart of(
            LocalizedMessages messages, TimeAxis timeAxis, QueueTrend trend, ToLongFunction<Point> maxValue) {
        long max = trend.points().stream().mapToLong(maxValue).max().orElse(0);
        return new TimeSeriesChart(messages, timeAxis, trend.points(), ValueAxis.of(max));
    }

    /** A horizontal grid line with its label. */
    public record GridLine(String y, String label) {}

    /**
     * A labelled time below the chart.
     *
     * @param x the start of the hour or day, in percent of the width
     * @param isMinor whether narrow screens leave it out
     */
    public record Tick(String x, String label, boolean isMinor) {}

    /** The bar of one hour or day: horizontally in percent of the width, vertically in pixels. */
    public record Bar(String x, String width, String y, String height) {}

    /** The area of one hour or day that shows a tooltip. */
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

    /** Stacked bars: each starts at the top of the base value's bar. */
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

    /** An SVG path through the middle of each hour or day, in a view box of width 1000. */
    public String linePath(ToLongFunction<Point> value) {
        return linePath(value, points.size());
    }

    /** An SVG path without the last hour or day, which is incomplete: the line would seem to fall. */
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

    /** An SVG path of the area between the line of a value and the baseline. */
    public String areaPath(ToLongFunction<Point> value) {
        double first = (x(0) + x(1)) / 2 * VIEW_BOX_WIDTH;
        double last = (x(points.size() - 1) + x(points.size())) / 2 * VIEW_BOX_WIDTH;
        return linePath(value) + "L" + decimal(last) + " " + baselineY() + "L" + decimal(first) + " " + baselineY()
                + "Z";
    }

    /** The middle of the last hour or day, in percent. */
    public String lastX() {
        return percent((x(points.size() - 1) + x(points.size())) / 2);
    }

    public String y(long value) {
        return decimal(pixels(value));
    }

    /** The vertical position of the baseline, in pixels. */
    public int baselineY() {
        return TOP_MARGIN + HEIGHT;
    }

    /** Whether all values are zero. */
    public boolean isEmpty() {
        return points.stream()
                .allMatch(point -> point.arrived() + point.approved() + point.rejected() + point.pending() == 0);
    }

    // The start of the hour or day with this index, as a fraction of the width.
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

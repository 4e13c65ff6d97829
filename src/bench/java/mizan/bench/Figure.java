package mizan.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What was measured of one thing: medians of the rounds.
 *
 * @param value exchanges a second
 * @param ratio to the limit's value
 * @param p50 of the latency, in milliseconds, as p99
 * @param errors of all rounds together
 */
record Figure(String name, double value, double ratio, double p50, double p99, long errors) {

    static Figure of(String name, List<Measured> rounds, double limit) {
        double value = median(rounds, Measured::perSecond);
        return new Figure(
                name,
                value,
                value / limit,
                median(rounds, round -> round.millis(50)),
                median(rounds, round -> round.millis(99)),
                rounds.stream().mapToLong(Measured::errors).sum());
    }

    Figure relativeTo(double limit) {
        return new Figure(name, value, value / limit, p50, p99, errors);
    }

    private static double median(List<Measured> rounds, ToDoubleFunction<Measured> number) {
        double[] sorted = rounds.stream().mapToDouble(number).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** {@code name value unit ratio-to-limit p50 p99 errors}; a dash where there is no such number. */
    String line() {
        return String.format(
                Locale.ROOT,
                "%-16s %9.0f /s %5s %11s %11s %d",
                name,
                value,
                number(ratio, ""),
                number(p50, " ms"),
                number(p99, " ms"),
                errors);
    }

    private static String number(double number, String unit) {
        return Double.isNaN(number) ? "-" : String.format(Locale.ROOT, "%.2f%s", number, unit);
    }
}

package mizan.benchmark.report;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import mizan.benchmark.load.Measurement;

/**
 * The result of one scenario: medians of its rounds.
 *
 * @param value requests per second
 * @param ratio the value divided by the value of the limit
 * @param p50 the median latency, in milliseconds
 * @param p99 the 99th percentile of the latency, in milliseconds
 * @param errors the sum of all rounds
 */
public record Result(String name, double value, double ratio, double p50, double p99, long errors) {

    public static Result of(String name, List<Measurement> rounds, double limit) {
        double value = median(rounds, Measurement::perSecond);
        return new Result(
                name,
                value,
                value / limit,
                median(rounds, round -> round.millis(50)),
                median(rounds, round -> round.millis(99)),
                rounds.stream().mapToLong(Measurement::errors).sum());
    }

    Result relativeTo(double limit) {
        return new Result(name, value, value / limit, p50, p99, errors);
    }

    private static double median(List<Measurement> rounds, ToDoubleFunction<Measurement> property) {
        double[] sorted = rounds.stream().mapToDouble(property).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** {@code name value unit ratio-to-limit p50 p99 errors}; a dash instead of a missing number. */
    String line() {
        return String.format(
                Locale.ROOT,
                "%-26s %9.0f /s %5s %11s %11s %d",
                name,
                value,
                format(ratio, ""),
                format(p50, " ms"),
                format(p99, " ms"),
                errors);
    }

    private static String format(double number, String unit) {
        return Double.isNaN(number) ? "-" : String.format(Locale.ROOT, "%.2f%s", number, unit);
    }
}

package mizan.bench;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What came of one turn.
 *
 * @param latencies of every exchange that was measured, in nanoseconds
 * @param errors exchanges whose answer was not the right one, or that had none
 * @param nanos from the first request to the last answer
 */
record Measured(Histogram latencies, long errors, long nanos) {

    double perSecond() {
        return latencies.getTotalCount() / (nanos / (double) TimeUnit.SECONDS.toNanos(1));
    }

    /** A percentile, in milliseconds. */
    double millis(double percentile) {
        return latencies.getValueAtPercentile(percentile) / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }

    static Histogram histogram() {
        return new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
    }
}

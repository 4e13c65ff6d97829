package mizan.benchmark.load;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * The measurement of one round.
 *
 * @param latencies the latencies of the measured requests, in nanoseconds
 * @param errors the number of requests with an unexpected response, or without one
 * @param nanos the time from the first request to the last response
 */
public record Measurement(Histogram latencies, long errors, long nanos) {

    public double perSecond() {
        return latencies.getTotalCount() / (nanos / (double) TimeUnit.SECONDS.toNanos(1));
    }

    /** A percentile of the latencies, in milliseconds. */
    public double millis(double percentile) {
        return latencies.getValueAtPercentile(percentile) / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }

    static Histogram histogram() {
        return new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
    }
}

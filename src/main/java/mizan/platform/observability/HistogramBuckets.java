package mizan.platform.observability;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.stream.LongStream;

/** Publishes durations as histograms, from which Prometheus computes percentiles over all replicas. */
@Singleton
final class HistogramBuckets implements MeterFilter {

    private static final Set<String> TIMERS = Set.of("http.server.requests", "mizan.decision", "mizan.submission");

    /** Upper bounds in nanoseconds: from a cached page to the timeout of a request. */
    private static final double[] BOUNDS = LongStream.of(2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000)
            .mapToDouble(millis -> Duration.ofMillis(millis).toNanos())
            .toArray();

    @Override
    public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
        return TIMERS.contains(id.getName())
                ? DistributionStatisticConfig.builder()
                        .serviceLevelObjectives(BOUNDS)
                        .build()
                        .merge(config)
                : config;
    }
}

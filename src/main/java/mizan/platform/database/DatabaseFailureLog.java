package mizan.platform.database;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts requests that fail because of the database, and logs each kind of failure once until it has not happened for a minute. */
@Context // so that its metrics exist before the first failure
public class DatabaseFailureLog {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseFailureLog.class);

    private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();

    private final Map<DatabaseFailure, Counter> counters = new EnumMap<>(DatabaseFailure.class);
    private final Map<DatabaseFailure, Long> lastFailures = new ConcurrentHashMap<>();

    DatabaseFailureLog(MeterRegistry meters) {
        Arrays.stream(DatabaseFailure.values())
                .forEach(failure -> counters.put(
                        failure,
                        Counter.builder("mizan.database.failures")
                                .description("Requests that failed because of the database")
                                .tag("kind", failure.name().toLowerCase(Locale.ROOT))
                                .register(meters)));
    }

    /** @param thrown an exception that {@link DatabaseUnavailable#isCauseOf} recognises */
    public void record(Throwable thrown) {
        DatabaseFailure failure = DatabaseFailure.of(thrown);
        requireNonNull(counters.get(failure)).increment();
        long now = System.nanoTime();
        @Nullable Long last = lastFailures.put(failure, now);
        if (last == null || now - last > QUIET_NANOS) {
            LOG.warn(
                    "Requests are answered with 503: {} (SQLSTATE {})",
                    failure.description(),
                    DatabaseUnavailable.sqlState(thrown));
        }
    }
}

package mizan.platform.job;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Gauges of the last success and the lateness of each job, whichever replica runs it. They are NaN while the database is
 * unavailable.
 */
@Singleton
class JobMeters {

    private static final double MILLIS = 1_000.0;

    private final ScheduledTaskRepository repository;
    private final Clock clock;

    private volatile Map<String, ScheduledTaskRepository.Row> rows = Map.of();

    JobMeters(ScheduledTaskRepository repository, List<Job> jobs, MeterRegistry meters, Clock clock) {
        this.repository = repository;
        this.clock = clock;
        jobs.forEach(job -> register(job, meters));
    }

    void update() {
        rows = repository.findAll().stream()
                .collect(toUnmodifiableMap(ScheduledTaskRepository.Row::taskName, row -> row));
    }

    void clear() {
        rows = Map.of();
    }

    private void register(Job job, MeterRegistry meters) {
        Gauge.builder("mizan.job.last.success", () -> value(job, JobMeters::lastSuccess))
                .description("Time of the last successful run of a job, as seconds since 1970; 0 for none")
                .baseUnit("seconds")
                .tag("task", job.name())
                .register(meters);
        Gauge.builder("mizan.job.late", () -> value(job, this::lateness))
                .description("Time for which a job has been due and not started")
                .baseUnit("seconds")
                .tag("task", job.name())
                .register(meters);
    }

    private double value(Job job, ToDoubleFunction<ScheduledTaskRepository.Row> number) {
        ScheduledTaskRepository.@Nullable Row row = rows.get(job.name());
        return row == null ? Double.NaN : number.applyAsDouble(row);
    }

    private static double lastSuccess(ScheduledTaskRepository.Row row) {
        return row.lastSuccess() == null ? 0 : row.lastSuccess().toEpochMilli() / MILLIS;
    }

    private double lateness(ScheduledTaskRepository.Row row) {
        return row.picked()
                ? 0
                : Math.max(
                        0,
                        Duration.between(row.executionTime(), clock.instant()).toMillis() / MILLIS);
    }
}

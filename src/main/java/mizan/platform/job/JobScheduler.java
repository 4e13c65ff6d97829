package mizan.platform.job;

import ch.qos.logback.classic.LoggerContext;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.micronaut.context.annotation.Property;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import mizan.platform.database.DatabaseUnavailable;
import org.slf4j.LoggerFactory;

/**
 * Runs the jobs of the cluster on this replica, when it is the one that picks them. Commands do not start it.
 */
@Singleton
class JobScheduler {

    /** So that a new installation is not busy with its first minute. */
    private static final Duration INITIAL_DELAY = Duration.ofMinutes(1);

    /** Another replica takes a job over after four missed heartbeats. */
    private static final Duration HEARTBEAT = Duration.ofMinutes(1);

    private static final int MISSED_HEARTBEATS = 4;

    /** Time for running jobs to finish at shutdown, before they are interrupted. */
    private static final Duration SHUTDOWN = Duration.ofSeconds(2);

    private static final int THREADS = 2;

    private final Scheduler scheduler;
    private final List<RecurringTask<Void>> tasks;
    private final JobMeters meters;
    private final Clock clock;
    private volatile State state = State.STOPPED;

    JobScheduler(
            DataSource dataSource,
            List<Job> jobs,
            JobRun run,
            JobMeters meters,
            Clock clock,
            @Property(name = "mizan.job-poll-interval") Duration pollInterval) {
        this.meters = meters;
        this.clock = clock;
        tasks = jobs.stream()
                .map(job -> Tasks.recurring(job.name(), FixedDelay.of(job.interval()))
                        .doNotScheduleOnStartup()
                        .execute((_, _) -> run.run(job)))
                .toList();
        scheduler = Scheduler.create(DelegatingDataSource.unwrapDataSource(dataSource), List.copyOf(tasks))
                .tableName("scheduled_task")
                .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
                .clock(clock::instant)
                .threads(THREADS)
                .pollingInterval(pollInterval)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .failureLogging(LogLevel.OFF, false)
                .shutdownMaxWait(SHUTDOWN)
                .build();
    }

    @EventListener
    void onStartup(ServerStartupEvent event) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.addTurboFilter(new OutageLogFilter());
        }
        scheduler.start();
        state = State.UNSCHEDULED;
        update();
    }

    /** Schedules jobs that are not scheduled yet, and updates the gauges. */
    @Scheduled(initialDelay = "${mizan.job-poll-interval}", fixedDelay = "${mizan.job-poll-interval}")
    void update() {
        if (state == State.STOPPED) {
            return;
        }
        try {
            if (state == State.UNSCHEDULED) {
                tasks.forEach(task -> scheduler.scheduleIfNotExists(
                        task.instance(RecurringTask.INSTANCE), clock.instant().plus(INITIAL_DELAY)));
                state = State.SCHEDULED;
            }
            meters.update();
        } catch (RuntimeException e) {
            if (!DatabaseUnavailable.isCauseOf(e)) {
                throw e;
            }
            meters.clear();
        }
    }

    @PreDestroy
    void stop() {
        if (state != State.STOPPED) {
            state = State.STOPPED;
            scheduler.stop();
        }
    }

    private enum State {
        /** The service has not started, or shuts down. Commands stay in this state. */
        STOPPED,
        /** The database was not available yet. */
        UNSCHEDULED,
        SCHEDULED
    }
}

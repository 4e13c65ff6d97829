package mizan.platform.job;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.List;
import mizan.platform.database.DatabaseFailure;
import mizan.platform.database.DatabaseUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a job, measures it, and logs its failure once. */
@Singleton
class JobRun {

    private static final Logger LOG = LoggerFactory.getLogger(JobRun.class);

    private static final String SUCCESS = "success";
    private static final String FAILURE = "failure";

    private final MeterRegistry meters;

    JobRun(MeterRegistry meters, List<Job> jobs) {
        this.meters = meters;
        // Prometheus sees no increase from a counter that begins with its first failure.
        jobs.forEach(job -> List.of(SUCCESS, FAILURE).forEach(outcome -> timer(job, outcome)));
    }

    void run(Job job) {
        Timer.Sample sample = Timer.start(meters);
        String outcome = FAILURE;
        try {
            job.run();
            outcome = SUCCESS;
        } catch (RuntimeException e) {
            if (DatabaseUnavailable.isCauseOf(e)) {
                LOG.warn(
                        "Job {} is repeated later: {} (SQLSTATE {})",
                        job.name(),
                        DatabaseFailure.of(e).description(),
                        DatabaseUnavailable.sqlState(e));
            } else {
                LOG.error("Job {} failed", job.name(), e);
            }
            throw e; // db-scheduler records the failure, and does not log it
        } finally {
            sample.stop(timer(job, outcome));
        }
    }

    private Timer timer(Job job, String outcome) {
        return Timer.builder("mizan.job")
                .description("Runs of jobs on this replica")
                .tag("task", job.name())
                .tag("outcome", outcome)
                .register(meters);
    }
}

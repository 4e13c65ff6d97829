package mizan.platform.job;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import mizan.platform.database.DatabaseFailure;
import mizan.platform.database.DatabaseUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a job, measures it, and logs its failure once. */
@Singleton
class JobRun {

    private static final Logger LOG = LoggerFactory.getLogger(JobRun.class);

    private final MeterRegistry meters;

    JobRun(MeterRegistry meters) {
        this.meters = meters;
    }

    void run(Job job) {
        Timer.Sample sample = Timer.start(meters);
        String outcome = "failure";
        try {
            job.run();
            outcome = "success";
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
            sample.stop(Timer.builder("mizan.job")
                    .description("Runs of jobs on this replica")
                    .tag("job", job.name())
                    .tag("outcome", outcome)
                    .register(meters));
        }
    }
}

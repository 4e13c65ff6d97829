package mizan.platform.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import mizan.testing.MutableClock;
import mizan.testing.Postgres;
import mizan.testing.PostgresFaults;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;

/** Jobs run once in a cluster of replicas. */
class JobSchedulerTest extends ServiceTest {

    private static final Map<String, Object> POLLING = Map.of("mizan.job-poll-interval", "20ms");

    @Test
    void dueJobRunsOnOneReplicaOnly() {
        try (EmbeddedServer first = replica(POLLING);
                EmbeddedServer second = replica(POLLING)) {
            schedule("retention", clock(first).instant());
            schedule("outbox", clock(first).instant().plus(Duration.ofDays(1)));

            await("the run").until(() -> polled(first) && polled(second) && isAfter("retention", clock(first)));

            assertThat(runs()).isEqualTo("1");
            // Both replicas poll the next job: they have seen that the first one is done.
            schedule("outbox", clock(first).instant());
            await("the next job").until(() -> polled(first) && polled(second) && isAfter("outbox", clock(first)));
            assertThat(runs()).isEqualTo("1");
        }
    }

    @Test
    void outageDelaysAJobAndItRunsAfterwards() {
        try (EmbeddedServer replica = replica(POLLING)) {
            try (PostgresFaults.Outage _ = PostgresFaults.outage()) {
                schedule("outbox", clock(replica).instant());
                await("the lateness to be unknown").until(() -> Double.isNaN(late(replica, "outbox")));
            }
            await("the run").until(() -> polled(replica) && isAfter("outbox", clock(replica)));
            await("the lateness to be known").until(() -> late(replica, "outbox") == 0);
        }
    }

    @Test
    void dueJobThatNoReplicaRunsIsLate() {
        bean(JobScheduler.class).update();
        Instant now = bean(MutableClock.class).instant();
        schedule("outbox", now.minusSeconds(90));

        bean(JobScheduler.class).update();

        assertThat(getManagement("/prometheus").body())
                .contains("mizan_job_late_seconds{task=\"outbox\"} 90.0")
                .contains("mizan_job_last_success_seconds{task=\"retention\"}");
        schedule("outbox", now.plus(Duration.ofDays(1)));
    }

    private static Instant schedule(String job, Instant at) {
        Postgres.execute("UPDATE scheduled_task SET execution_time = '%s', picked = false WHERE task_name = '%s'"
                .formatted(at, job));
        return at;
    }

    /** Lets a replica poll: between two polls it waits until its clock has advanced. */
    private static boolean polled(EmbeddedServer replica) {
        clock(replica).advance(Duration.ofMillis(20));
        return true;
    }

    /** Whether a job has run, and is due again at a later time. */
    private static boolean isAfter(String job, MutableClock clock) {
        return Postgres.value("SELECT execution_time > '%s' AND NOT picked FROM scheduled_task WHERE task_name = '%s'"
                        .formatted(clock.instant().plus(Duration.ofMinutes(30)), job))
                .equals("t");
    }

    private static String runs() {
        return Postgres.value("SELECT count(*) FROM audit_entry WHERE action = 'RETENTION_APPLIED'");
    }

    private static MutableClock clock(EmbeddedServer replica) {
        return replica.getApplicationContext().getBean(MutableClock.class);
    }

    private static double late(EmbeddedServer replica, String job) {
        return replica.getApplicationContext()
                .getBean(MeterRegistry.class)
                .get("mizan.job.late")
                .tag("task", job)
                .gauge()
                .value();
    }
}

/**
 * Jobs: recurring work that runs once in a cluster, with db-scheduler.
 *
 * <p>Each {@link mizan.platform.job.Job} has a row in the table scheduled_task, which db-scheduler writes. The replica that
 * picks the row runs the job, and reschedules it.
 */
@NullMarked
package mizan.platform.job;

import org.jspecify.annotations.NullMarked;

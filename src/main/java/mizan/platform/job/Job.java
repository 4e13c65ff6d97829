package mizan.platform.job;

import java.time.Duration;

/**
 * Recurring work that one replica at a time does. It must be safe to run twice, also at once: a replica that lost its
 * connection may still be running when another one takes the job over.
 */
public interface Job {

    /** The name in the table, in metrics and in the log; it never changes. */
    String name();

    /** The time between the end of a run and the start of the next one. */
    Duration interval();

    /**
     * Does the work, in short transactions. It returns early when its thread is interrupted, because the replica shuts down.
     *
     * @throws RuntimeException if the run failed; the next run repeats the work
     */
    void run();
}

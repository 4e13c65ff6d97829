package mizan.outbox;

/**
 * An announcement that was committed.
 *
 * @param id grows with time, but for transactions that ran side by side
 */
public record OutboxRecord(long id, OutboxEvent event) {}

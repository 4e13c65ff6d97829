package mizan.outbox;

/**
 * A committed event.
 *
 * @param id grows with time, except between concurrent transactions
 */
public record OutboxRecord(long id, OutboxEvent event) {}

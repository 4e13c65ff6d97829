package mizan.outbox;

import java.util.List;

/** What a transaction announces, for listeners to this replica's own transactions. */
public record OutboxEvents(List<OutboxEvent> events) {}

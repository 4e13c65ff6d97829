package mizan.outbox;

import java.util.List;

/** Events that this replica has committed, published inside the process. */
public record OutboxEvents(List<OutboxEvent> events) {}

package mizan.outbox;

import java.util.List;

/** The events of one transaction of this replica, published inside the process. */
public record OutboxEvents(List<OutboxEvent> events) {}

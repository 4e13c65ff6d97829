package mizan.outbox;

/** Receives the committed events of all replicas. */
public interface OutboxListener {

    /**
     * Receives one event. The poller's thread calls it, so it must not block. Delivery is at least once, also for events
     * that were committed while the database was unavailable.
     */
    void onEvent(OutboxRecord record);

    /** The database is unavailable: no events arrive until {@link #onConnected}. This is also the initial state. */
    default void onDisconnected() {}

    /**
     * All events that were committed before a moment have been delivered. Called several times a second, but not while the
     * database does not respond.
     *
     * @param moment a value of {@link System#nanoTime}
     */
    default void onCaughtUp(long moment) {}

    /** The database is available, and the missed events have been delivered as far as the outbox still has them. */
    default void onConnected() {}
}

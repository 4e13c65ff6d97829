package mizan.outbox;

/** Hears what this or another replica has committed. */
public interface OutboxListener {

    /**
     * Called by one thread, which must not be kept. Nothing is missed, also not what was announced while the line to the
     * database was down; the same may be heard twice.
     */
    void onEvent(OutboxRecord announced);

    /** From now on nothing is heard, until the line is up again. As it is before it first is. */
    default void onDisconnected() {}

    /**
     * All that was committed before this moment has been heard. Said several times a second, and not while the database
     * hangs.
     *
     * @param moment as {@link System#nanoTime} says it
     */
    default void onCaughtUp(long moment) {}

    /** The line is up, and what was missed has been passed on as far as the outbox remembers it. */
    default void onConnected() {}
}

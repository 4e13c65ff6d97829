package mizan.outbox;

/** Hears what this or another replica has committed. */
public interface OutboxListener {

    /**
     * Called by one thread, which must not be kept. Nothing is missed, also not what was announced while the line to the
     * database was down; the same may be heard twice.
     */
    void heard(Announced announced);
}

package mizan.bench;

import java.nio.ByteBuffer;

/** What a client says over one connection, and what it wants to hear. Used by one thread only. */
interface Script {

    /** The next request, ready to be written. */
    ByteBuffer next();

    /** Whether that was the right answer to the request before. */
    boolean isRight(Answer answer);

    /** Whether the exchange before is what is measured, rather than what has to be done around it. */
    default boolean isMeasured() {
        return true;
    }

    /** Whether something is left open that only the next exchange ends; no turn ends before that. */
    default boolean isAmid() {
        return false;
    }

    /** Makes a script for each client. */
    @FunctionalInterface
    interface Cast {
        Script of(int client);
    }
}

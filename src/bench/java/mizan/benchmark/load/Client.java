package mizan.benchmark.load;

import java.nio.ByteBuffer;

/** One client of a scenario: it makes the requests of one connection and checks the responses. One thread uses it. */
public interface Client {

    /** The next request, ready to be written. */
    ByteBuffer next();

    /** Whether this is the expected response to the last request. */
    boolean isExpected(Response response);

    /** Whether the last request is part of the measurement. Set-up and clean-up requests are not. */
    default boolean isMeasured() {
        return true;
    }

    /** Whether the last request must be followed by another one, even if the time of the round is over. */
    default boolean mustContinue() {
        return false;
    }

    /** Creates the clients of a scenario. */
    @FunctionalInterface
    interface Factory {

        /** @param number the number of the client, from 0 */
        Client create(int number);
    }
}

package mizan.benchmark.load;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Counts the unexpected and missing responses of one round, and prints the first of them. */
final class ErrorLog {

    private static final int PRINTED = 3;
    private static final int BYTES = 300;

    private long count;

    void add(Response response) {
        int length = Math.min(response.body().remaining(), BYTES);
        print(response.status() + " "
                + StandardCharsets.UTF_8.decode(response.body().slice(0, length)));
    }

    /** Adds a request without a response. */
    void addMissing(@Nullable String reason) {
        print("none, " + reason);
    }

    long count() {
        return count;
    }

    private void print(String response) {
        if (count++ < PRINTED) {
            System.err.println("unexpected response: " + response);
        }
    }
}

package mizan.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** When a failed delivery is sent again: nine requests within a day, as Standard Webhooks recommends. */
final class Backoff {

    /** After this time a delivery is not sent again. */
    static final Duration GIVE_UP = Duration.ofHours(24);

    /** While the circuit is open, or if it is not known whether the request was sent. Not counted as an attempt. */
    static final Duration POSTPONEMENT = Duration.ofSeconds(30);

    private static final List<Duration> DELAYS = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(4),
            Duration.ofHours(7),
            Duration.ofHours(10));

    private Backoff() {}

    /**
     * The time of the next attempt; empty if there is none.
     *
     * @param attempts the attempts so far, at least one
     */
    static Optional<Instant> next(int attempts, Instant now, Instant giveUpAt) {
        return attempts > DELAYS.size()
                ? Optional.empty()
                : Optional.of(now.plus(DELAYS.get(attempts - 1))).filter(next -> !next.isAfter(giveUpAt));
    }
}

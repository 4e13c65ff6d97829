package mizan.comment.scoring;

import io.micronaut.core.annotation.Introspected;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Selects the comments that are to be tried now: those for which a time of the schedule has come since the last run, and those
 * whose last time is over. So a comment is tried again after growing delays, and nothing about its attempts is stored.
 *
 * @param since the last run; {@link Instant#EPOCH} selects all
 */
@Introspected
public record DueComments(Instant since, Instant now) {

    private static final Duration FIRST_DELAY = Duration.ofSeconds(30);

    /** The last attempt: a comment without a score has failed then. */
    public static final Duration LAST_DELAY = Duration.ofHours(1);

    /** At once, and then after 30 seconds, 1, 2, 4, 8, 16 and 32 minutes, and an hour. */
    static List<Duration> schedule() {
        List<Duration> delays = new ArrayList<>(List.of(Duration.ZERO));
        for (Duration delay = FIRST_DELAY; delay.compareTo(LAST_DELAY) < 0; delay = delay.multipliedBy(2)) {
            delays.add(delay);
        }
        delays.add(LAST_DELAY);
        return List.copyOf(delays);
    }

    /** Comments that were sent until then are tried for the last time. */
    public Instant expired() {
        return now.minus(LAST_DELAY);
    }

    /** The schedule as PostgreSQL reads intervals. */
    public String[] delays() {
        return schedule().stream().map(Duration::toString).toArray(String[]::new);
    }
}

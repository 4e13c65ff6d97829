package mizan.comment.claim;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * For whom and how long comments are claimed.
 *
 * @param moderator the account's name
 * @param sites all sites that the moderator may moderate
 * @param duration of new and renewed claims
 */
public record ClaimLease(String moderator, Set<String> sites, Instant now, Duration duration) {

    public Instant until() {
        return now.plus(duration);
    }

    /** A claim that ends before this instant is about to expire: less than half of its duration is left. */
    public Instant renewBefore() {
        return now.plus(duration.dividedBy(2));
    }

    /** The sites as an array parameter of a statement. */
    public String[] siteArray() {
        return sites.toArray(String[]::new);
    }
}

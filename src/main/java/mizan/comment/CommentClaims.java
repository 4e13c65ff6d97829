package mizan.comment;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Claims: leases of moderators on pending comments. A claim is held until an instant; two moderators never hold the same
 * comment.
 */
@Singleton
public class CommentClaims {

    private final ClaimRepository repository;

    CommentClaims(ClaimRepository repository) {
        this.repository = repository;
    }

    /**
     * Claims the oldest unclaimed pending comments for this moderator, and renews the claims that the moderator has.
     *
     * @param duration of a claim; a claim that the moderator has already is extended if less than half of it is left
     * @return the newly claimed ones, oldest first; comments that others claim at the same time are skipped
     */
    public List<CommentId> claim(String moderator, Set<String> sites, int limit, Instant now, Duration duration) {
        return repository
                .claim(
                        new String[] {moderator},
                        sites.toArray(String[]::new),
                        moderator,
                        now,
                        renewedBefore(now, duration),
                        now.plus(duration),
                        limit)
                .stream()
                .map(CommentId::new)
                .toList();
    }

    /** Extends these moderators' live claims of which less than half of the duration is left. Expired claims stay expired. */
    public void renew(Collection<String> moderators, Instant now, Duration duration) {
        repository.renew(moderators.toArray(String[]::new), now, renewedBefore(now, duration), now.plus(duration));
    }

    /** A claim that ends before this instant has less than half of the duration left. */
    public static Instant renewedBefore(Instant now, Duration duration) {
        return now.plus(duration.dividedBy(2));
    }

    /** Releases all claims of this moderator. */
    public void release(String moderator) {
        repository.release(moderator);
    }
}

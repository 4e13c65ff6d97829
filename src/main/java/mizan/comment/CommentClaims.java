package mizan.comment;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Claims as they are stored: leases of moderators on pending comments, each until an instant. */
@Singleton
public class CommentClaims {

    private final CommentClaimRepository repository;

    CommentClaims(CommentClaimRepository repository) {
        this.repository = repository;
    }

    /**
     * Claims the oldest unclaimed pending comments, and renews the moderator's claims that are about to expire. Comments
     * that other moderators claim at the same time are skipped.
     *
     * @return the comments that were claimed now, oldest first
     */
    public List<CommentId> claim(String moderator, Set<String> sites, int limit, Instant now, Duration duration) {
        renew(moderator, now, duration);
        return repository.claim(moderator, sites.toArray(String[]::new), now, now.plus(duration), limit).stream()
                .map(CommentId::new)
                .toList();
    }

    /** Renews the moderator's live claims that are about to expire. Expired claims stay expired. */
    public void renew(String moderator, Instant now, Duration duration) {
        repository.renew(moderator, now, renewBefore(now, duration), now.plus(duration));
    }

    /** A claim that ends before this instant is about to expire: less than half of its duration is left. */
    public static Instant renewBefore(Instant now, Duration duration) {
        return now.plus(duration.dividedBy(2));
    }

    /** Releases all claims of this moderator. */
    public void release(String moderator) {
        repository.release(moderator);
    }
}

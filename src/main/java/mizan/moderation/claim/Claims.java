package mizan.moderation.claim;

import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import mizan.comment.CommentClaims;
import mizan.comment.CommentId;
import mizan.moderation.queue.ModerationQueue;
import mizan.moderation.queue.QueuedComment;
import mizan.moderator.Moderator;
import mizan.moderator.ModeratorDisabled;

/** Claims of moderators on pending comments, for a configured duration. */
@Singleton
public class Claims {

    private final CommentClaims claims;
    private final ModerationQueue queue;
    private final Clock clock;
    private final Duration duration;

    Claims(
            CommentClaims claims,
            ModerationQueue queue,
            Clock clock,
            @Property(name = "mizan.claim-duration") Duration duration) {
        this.claims = claims;
        this.queue = queue;
        this.clock = clock;
        this.duration = duration;
    }

    /**
     * Claims the oldest unclaimed pending comments for this moderator, and renews the moderator's other claims. Two
     * moderators never claim the same comment.
     */
    public ClaimedComments claim(Moderator moderator, Set<String> sites, int limit) {
        Instant now = clock.instant();
        Instant until = now.plus(duration);
        List<CommentId> ids = claims.claim(moderator.name(), sites, limit, now, duration);
        List<QueuedComment> claimed = queue.findClaimed(ids, moderator, now);
        return new ClaimedComments(claimed, until);
    }

    /** Renews the moderator's live claims that are about to expire. Expired claims stay expired. */
    public void renew(String moderator, Instant now) {
        claims.renew(moderator, now, duration);
    }

    /** Claims that end before this instant are about to expire: less than half of their duration is left. */
    public Instant renewBefore(Instant now) {
        return CommentClaims.renewBefore(now, duration);
    }

    /** Releases all claims of this moderator. */
    public void release(Moderator moderator) {
        claims.release(moderator.name());
    }

    /** Releases the claims of an account that was disabled. */
    @EventListener
    void release(ModeratorDisabled disabled) {
        claims.release(disabled.name());
    }
}

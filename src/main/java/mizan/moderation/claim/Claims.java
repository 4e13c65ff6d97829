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

/** Who holds which comment, so that no two moderators read the same one. */
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
     * Hands the oldest that nobody else holds to this moderator, for a while, and renews what they hold already. Two
     * moderators never get the same.
     */
    public ClaimedComments claim(Moderator moderator, Set<String> sites, int limit) {
        Instant now = clock.instant();
        Instant until = now.plus(duration);
        List<CommentId> ids = claims.claim(moderator.name(), sites, limit, now, duration);
        List<QueuedComment> claimed = queue.findClaimed(ids, moderator.name(), now);
        return new ClaimedComments(claimed, until);
    }

    /**
     * Who works keeps what they hold. Written only once half of the time is over, so that most decisions write nothing
     * more; what has ended already is not brought back.
     */
    public void renew(Set<String> moderators, Instant now) {
        claims.renew(moderators, now, duration);
    }

    /** What ends before this is in the last half of its time. */
    public Instant lastHalf(Instant now) {
        return CommentClaims.renewedBefore(now, duration);
    }

    /** Lets go of all that this moderator holds. */
    public void release(Moderator moderator) {
        claims.release(moderator.name());
    }

    /** What somebody held who is shut out is free at once. */
    @EventListener
    void release(ModeratorDisabled disabled) {
        claims.release(disabled.name());
    }
}

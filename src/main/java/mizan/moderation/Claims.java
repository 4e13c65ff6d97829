package mizan.moderation;

import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import mizan.moderator.Moderator;
import mizan.moderator.ModeratorDisabled;

/** Who holds which comment, so that no two moderators read the same one. */
@Singleton
public class Claims {

    private final ClaimRepository repository;
    private final QueueRepository queue;
    private final QueueRows rows;
    private final Clock clock;
    private final Duration duration;

    Claims(
            ClaimRepository repository,
            QueueRepository queue,
            QueueRows rows,
            Clock clock,
            @Property(name = "mizan.claim-duration") Duration duration) {
        this.repository = repository;
        this.queue = queue;
        this.rows = rows;
        this.clock = clock;
        this.duration = duration;
    }

    /**
     * Hands the oldest that nobody else holds to this moderator, for a while, and renews what they hold already. Two
     * moderators never get the same.
     */
    public ClaimedComments claim(Moderator moderator, Set<String> sites, int limit) {
        Instant now = now();
        Instant until = now.plus(duration);
        List<UUID> ids = repository.claim(
                new String[] {moderator.name()},
                sites.toArray(String[]::new),
                moderator.name(),
                now,
                lastHalf(now),
                until,
                limit);
        List<QueuedComment> claimed =
                queue.findClaimed(ids.stream().map(UUID::toString).toArray(String[]::new), moderator.name()).stream()
                        .map(row -> rows.comment(row, now))
                        .toList();
        return new ClaimedComments(claimed, until);
    }

    /**
     * Who works keeps what they hold. Written only once half of the time is over, so that most decisions write nothing
     * more; what has ended already is not brought back.
     */
    void renew(Set<String> moderators, Instant now) {
        repository.renew(moderators.toArray(String[]::new), now, lastHalf(now), now.plus(duration));
    }

    /** What ends before this is in the last half of its time. */
    Instant lastHalf(Instant now) {
        return now.plus(duration.dividedBy(2));
    }

    /** Lets go of all that this moderator holds. */
    public void release(Moderator moderator) {
        repository.release(moderator.name());
    }

    /** What somebody held who is shut out is free at once. */
    @EventListener
    void release(ModeratorDisabled disabled) {
        repository.release(disabled.name());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

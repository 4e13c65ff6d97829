package mizan.moderation.claim;

import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import mizan.audit.AuditAction;
import mizan.audit.AuditEntry;
import mizan.audit.AuditTrail;
import mizan.comment.CommentId;
import mizan.comment.CommentStatus;
import mizan.comment.claim.ClaimLease;
import mizan.comment.claim.CommentClaims;
import mizan.moderation.SiteAccess;
import mizan.moderation.queue.CurrentState;
import mizan.moderation.queue.ModerationQueue;
import mizan.moderator.AccountChanged;
import mizan.moderator.Moderator;
import mizan.moderator.Role;

/** Claims of moderators on pending comments, for a configured duration. */
@Singleton
public class Claims {

    private final CommentClaims claims;
    private final ModerationQueue queue;
    private final SiteAccess access;
    private final AuditTrail auditTrail;
    private final Clock clock;
    private final Duration duration;

    Claims(
            CommentClaims claims,
            ModerationQueue queue,
            SiteAccess access,
            AuditTrail auditTrail,
            Clock clock,
            @Property(name = "mizan.claim-duration") Duration duration) {
        this.claims = claims;
        this.queue = queue;
        this.access = access;
        this.auditTrail = auditTrail;
        this.clock = clock;
        this.duration = duration;
    }

    /**
     * Claims the oldest unclaimed pending comments for this moderator, and renews the moderator's other claims. Two
     * moderators never claim the same comment. A moderator has at most {@value CommentClaims#MAX_CLAIMS} claims.
     */
    public ClaimedComments claim(Moderator moderator, Set<String> sites, int limit) {
        ClaimLease lease = lease(moderator);
        List<CommentId> ids = claims.claim(lease, sites, limit);
        return new ClaimedComments(queue.findClaimed(ids, moderator, lease.now()), lease.until());
    }

    /**
     * Claims one pending comment, or renews the claim on it. An {@link Role#ADMIN} takes over another moderator's claim; the
     * audit trail records it.
     */
    public ClaimOutcome claim(Moderator moderator, CommentId comment) {
        CommentClaims.Conflict conflict =
                moderator.has(Role.ADMIN) ? CommentClaims.Conflict.TAKE_OVER : CommentClaims.Conflict.REFUSE;
        ClaimLease lease = lease(moderator);
        CommentClaims.ClaimResult result = claims.claimOne(
                comment,
                conflict,
                lease,
                takenFrom -> auditTrail.record(new AuditEntry(
                        lease.now(), moderator.name(), AuditAction.CLAIM_TAKEN_OVER, comment.value(), takenFrom)));
        return switch (result) {
            case CLAIMED -> outcome(moderator, comment);
            case TOO_MANY -> new ClaimOutcome.TooMany();
            case NOT_CLAIMABLE ->
                switch (outcome(moderator, comment)) {
                    case ClaimOutcome.Done(var found)
                    when found.status() == CommentStatus.PENDING ->
                        new ClaimOutcome.ClaimedByAnother(CurrentState.of(found));
                    case ClaimOutcome.Done(var found) -> new ClaimOutcome.AlreadyDecided(CurrentState.of(found));
                    case ClaimOutcome refused -> refused;
                };
        };
    }

    /**
     * Releases this moderator's claim on one comment, if there is one. An {@link Role#ADMIN} releases anyone's; the audit
     * trail records it.
     */
    public ClaimOutcome release(Moderator moderator, CommentId comment) {
        ClaimOutcome before = outcome(moderator, comment);
        if (!(before instanceof ClaimOutcome.Done(var found)) || found.claim() == null) {
            return before;
        }
        String claimant = found.claim().moderator();
        boolean isOwn = claimant.equals(moderator.name());
        if (!isOwn && !moderator.has(Role.ADMIN)) {
            return new ClaimOutcome.ClaimedByAnother(CurrentState.of(found));
        }
        claims.release(claimant, comment, () -> {
            if (!isOwn) {
                auditTrail.record(new AuditEntry(
                        clock.instant(), moderator.name(), AuditAction.CLAIM_RELEASED, comment.value(), claimant));
            }
        });
        return before;
    }

    /** The number of pending comments on these sites that the moderator has claimed. */
    public int count(Moderator moderator, Set<String> sites) {
        return claims.count(new ClaimLease(moderator.name(), sites, clock.instant(), duration));
    }

    private ClaimOutcome outcome(Moderator moderator, CommentId comment) {
        return queue.find(comment, moderator)
                .<ClaimOutcome>map(found -> moderator.canModerate(found.site())
                        ? new ClaimOutcome.Done(found)
                        : new ClaimOutcome.NotAllowed())
                .orElseGet(ClaimOutcome.NoSuchComment::new);
    }

    private ClaimLease lease(Moderator moderator) {
        return new ClaimLease(moderator.name(), access.permittedSites(moderator, null), clock.instant(), duration);
    }

    /** Renews the moderator's live claims that are about to expire. Expired claims stay expired. */
    public void renew(String moderator, Set<String> sites, Instant now) {
        claims.renew(new ClaimLease(moderator, sites, now, duration));
    }

    /** Claims that end before this instant are about to expire: less than half of their duration is left. */
    public Instant renewBefore(Instant now) {
        return new ClaimLease("", Set.of(), now, duration).renewBefore();
    }

    /** Releases all claims of this moderator. */
    public void release(Moderator moderator) {
        claims.release(moderator.name());
    }

    /** Releases the claims of an account that signs out, is disabled, or gets other roles or sites. */
    @EventListener
    void release(AccountChanged change) {
        switch (change.kind()) {
            case ROLES_OR_SITES, DISABLED, SIGNED_OUT -> claims.release(change.name());
            case PASSWORD -> {}
        }
    }
}

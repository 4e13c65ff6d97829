package mizan.comment.claim;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import mizan.comment.CommentId;

/** Claims as they are stored: leases of moderators on pending comments, each until an instant. */
@Singleton
public class CommentClaims {

    /** Maximum number of live claims of a moderator. */
    public static final int MAX_CLAIMS = 100;

    /** How a claim treats a comment that another moderator has claimed. */
    public enum Conflict {
        /** Leave the claim with the other moderator. */
        REFUSE,
        /** Take the claim from the other moderator. */
        TAKE_OVER
    }

    /** Result of an attempt to claim one comment. */
    public enum ClaimResult {
        /** The comment is claimed. */
        CLAIMED,
        /** It is not pending, not on a site of the moderator, or claimed by another one. */
        NOT_CLAIMABLE,
        /** The moderator has the maximum number of claims. */
        TOO_MANY
    }

    private final CommentClaimRepository repository;
    private final TransactionOperations<Connection> transactions;

    CommentClaims(CommentClaimRepository repository, TransactionOperations<Connection> transactions) {
        this.repository = repository;
        this.transactions = transactions;
    }

    /**
     * Claims the oldest unclaimed pending comments, up to {@value #MAX_CLAIMS} claims of the moderator, and renews the
     * moderator's claims that are about to expire. Comments that other moderators claim at the same time are skipped.
     *
     * @param sites the sites of the comments
     * @return the comments that were claimed now, oldest first
     */
    public List<CommentId> claim(ClaimLease lease, Set<String> sites, int limit) {
        return transactions.executeWrite(_ -> {
            repository.lock(lease.moderator());
            repository.renew(lease);
            int free = Math.min(limit, MAX_CLAIMS - repository.count(lease));
            return free <= 0
                    ? List.<CommentId>of()
                    : repository
                            .claim(lease.moderator(), sites.toArray(String[]::new), lease.now(), lease.until(), free)
                            .stream()
                            .map(CommentId::new)
                            .toList();
        });
    }

    /**
     * Claims one comment, or renews the moderator's claim on it.
     *
     * @param onTakeOver receives the name of the moderator whose claim is taken over, in the same transaction
     */
    public ClaimResult claimOne(CommentId comment, Conflict conflict, ClaimLease lease, Consumer<String> onTakeOver) {
        return transactions.executeWrite(status -> {
            repository.lock(lease.moderator());
            List<CommentClaimRepository.Row> claimed = repository.claimOne(comment.value(), conflict, lease);
            if (claimed.isEmpty()) {
                return ClaimResult.NOT_CLAIMABLE;
            }
            if (repository.count(lease) > MAX_CLAIMS) {
                status.setRollbackOnly();
                return ClaimResult.TOO_MANY;
            }
            claimed.stream()
                    .map(CommentClaimRepository.Row::takenFrom)
                    .filter(Objects::nonNull)
                    .forEach(onTakeOver);
            return ClaimResult.CLAIMED;
        });
    }

    /** The number of the moderator's live claims on the sites of the lease. */
    public int count(ClaimLease lease) {
        return repository.count(lease);
    }

    /** All claims that have not expired at this instant. */
    public List<LiveClaim> live(Instant now) {
        return repository.live(now);
    }

    /** Renews the moderator's live claims that are about to expire. Expired claims stay expired. */
    public void renew(ClaimLease lease) {
        repository.renew(lease);
    }

    /** Releases all claims of this moderator. */
    public void release(String moderator) {
        repository.release(moderator);
    }

    /**
     * Releases one claim of this moderator.
     *
     * @param onRelease runs in the same transaction if there was a claim
     */
    public void release(String moderator, CommentId comment, Runnable onRelease) {
        transactions.executeWrite(_ -> {
            if (repository.release(comment.value(), moderator) > 0) {
                onRelease.run();
            }
            return comment;
        });
    }
}

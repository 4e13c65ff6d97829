package mizan.rotation;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import mizan.audit.AuditAction;
import mizan.audit.AuditEntry;
import mizan.audit.AuditTrail;
import mizan.comment.key.Resealing;
import mizan.comment.notice.NoticeSeals;
import mizan.email.KeysetVerification;
import mizan.email.SealedAddresses;
import mizan.email.SealedValues;
import org.jspecify.annotations.Nullable;

/**
 * Re-seals all comments and notices, in small batches with pauses, and the values of other packages. A run that was stopped
 * can be resumed.
 */
@Singleton
public class Reseal {

    private final Resealing resealing;
    private final NoticeSeals notices;
    private final KeysetVerification verification;
    private final List<SealedAddresses> others;
    private final List<SealedValues> secrets;
    private final AuditTrail auditTrail;
    private final Clock clock;

    Reseal(
            Resealing resealing,
            NoticeSeals notices,
            KeysetVerification verification,
            List<SealedAddresses> others,
            List<SealedValues> secrets,
            AuditTrail auditTrail,
            Clock clock) {
        this.resealing = resealing;
        this.notices = notices;
        this.verification = verification;
        this.others = others;
        this.secrets = secrets;
        this.auditTrail = auditTrail;
        this.clock = clock;
    }

    /**
     * Re-seals, and records the run in the audit trail.
     *
     * @param after the position after which the run starts; {@link Progress#last} of a run that was stopped
     * @param afterBatch is called after each batch. It may pause
     * @return empty if a keyset is not that of the database, or no replica has started with its primary key. Nothing is
     *     changed then: the running replicas might not have this key
     */
    public Optional<Progress> run(@Nullable UUID after, Consumer<Progress> afterBatch) {
        if (!verification.areInUse()) {
            return Optional.empty();
        }
        Progress progress = new Progress(0, 0, 0, 0, 0, after == null ? Resealing.FIRST : after);
        try {
            boolean isLast = false;
            while (!isLast) {
                Resealing.Batch batch = resealing.resealComments(progress.last());
                progress = progress.plus(batch);
                isLast = batch.last() == null;
                afterBatch.accept(progress);
            }
            others.forEach(SealedAddresses::reseal);
            secrets.forEach(SealedValues::reseal);
            Progress comments = progress;
            progress = comments.withReceipts(resealing.resealReceipts(() -> afterBatch.accept(comments)));
            progress = progress.withNotices(notices.reseal());
        } finally {
            auditTrail.record(new AuditEntry(
                    clock.instant(), null, AuditAction.KEYS_RESEALED, null, progress.changed() + " changed"));
        }
        return Optional.of(progress);
    }

    /**
     * The progress of a run.
     *
     * @param read the comments that were read
     * @param changed those of them that were changed
     * @param unreadable those of them whose address cannot be read; they are not changed
     * @param receipts the changed receipts of idempotency keys
     * @param notices the changed notices
     * @param last the id of the last comment that was read
     */
    public record Progress(long read, long changed, long unreadable, long receipts, long notices, UUID last) {

        Progress plus(Resealing.Batch batch) {
            UUID reached = batch.last();
            return new Progress(
                    read + batch.read(),
                    changed + batch.changed(),
                    unreadable + batch.unreadable(),
                    receipts,
                    notices,
                    reached == null ? last : reached);
        }

        Progress withReceipts(long number) {
            return new Progress(read, changed, unreadable, number, notices, last);
        }

        Progress withNotices(long number) {
            return new Progress(read, changed, unreadable, receipts, number, last);
        }
    }
}

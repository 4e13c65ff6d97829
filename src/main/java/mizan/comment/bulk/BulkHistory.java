package mizan.comment.bulk;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an archive says about a comment beyond its text. It is stored as it is.
 *
 * @param version the number of decisions, including the withdrawal
 * @param decidedAt null for a pending comment
 * @param emailSealed the address, sealed for this id; null if there is none, or not in this form
 * @param receiptHash null if there is no receipt
 * @param findings the results of screening, in JSON; null for none
 * @param decisions a JSON array of objects with version, verdict, reason, note, legalGround, moderator, at and
 *     automatedDetection
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record BulkHistory(
        UUID id,
        int version,
        @Nullable Instant decidedAt,
        byte @Nullable [] emailSealed,
        byte @Nullable [] receiptHash,
        @Nullable String findings,
        String decisions) {

    /** Holds no personal data, because it may be logged. */
    @Override
    public String toString() {
        return "BulkHistory[" + id + "]";
    }
}

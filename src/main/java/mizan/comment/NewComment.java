package mizan.comment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A comment that has not been kept yet. All texts have passed their rules.
 *
 * @param emailSealed by the vault, for this id
 * @param emailFingerprint 32 octets
 * @param digest 32 octets, the same for the same text by the same person under the same article
 */
@SuppressWarnings("ArrayRecordComponent") // values for query parameters; never compared
public record NewComment(
        CommentId id,
        String site,
        String article,
        @Nullable String articleUrl,
        @Nullable String articleTitle,
        @Nullable CommentId parentId,
        String name,
        String body,
        byte[] emailSealed,
        byte[] emailFingerprint,
        byte[] digest,
        Receipt receipt,
        Instant submittedAt) {}

package mizan.comment;

import java.time.Instant;
import java.util.List;
import mizan.comment.article.ClosingLimits;
import org.jspecify.annotations.Nullable;

/**
 * A comment to be inserted. Its texts are validated.
 *
 * @param emailSealed the address, encrypted for this id
 * @param emailFingerprint 32 bytes
 * @param client the pseudonym of the client's network: 16 bytes
 * @param digests 32 bytes each, equal for the same text under the same article and parent; one under each key of the
 *     fingerprint keyset, of which the first is stored
 * @param blockSubjects under which the author or the client can be blocked
 * @param closing the rules of the site that close its article
 * @param findings the results of screening
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
        byte[] client,
        List<byte[]> digests,
        List<byte[]> blockSubjects,
        ClosingLimits closing,
        Receipt receipt,
        Instant submittedAt,
        CommentFindings findings) {}

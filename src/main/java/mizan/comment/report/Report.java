package mizan.comment.report;

import java.time.Instant;
import mizan.comment.CommentId;
import org.jspecify.annotations.Nullable;

/**
 * A reader's report of a published comment.
 *
 * @param client the pseudonym of the reader's network
 * @param note what the reader adds for the moderators, or null
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Report(
        String site,
        CommentId comment,
        byte[] client,
        ReportReason reason,
        @Nullable String note,
        Instant at) {}

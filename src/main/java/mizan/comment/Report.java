package mizan.comment;

import java.time.Instant;

/**
 * A reader's report of a published comment.
 *
 * @param client the pseudonym of the reader's network
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Report(String site, CommentId comment, byte[] client, ReportReason reason, Instant at) {}

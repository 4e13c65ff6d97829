package mizan.submission.notice;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import mizan.comment.Receipt;
import mizan.platform.http.FieldViolation;
import mizan.platform.limit.Exceeded;

/** Result of sending a notice. */
public sealed interface NoticeOutcome {

    /** The notice is committed. */
    record Accepted(UUID id, Instant submittedAt, Receipt receipt) implements NoticeOutcome {}

    /** At least one field breaks a rule; nothing was stored. */
    record Invalid(List<FieldViolation> violations) implements NoticeOutcome {}

    /** The site has no such published comment. */
    record NoSuchComment() implements NoticeOutcome {}

    /** Too many notices from the client; nothing was stored. */
    record TooMany(Exceeded exceeded) implements NoticeOutcome {}
}

package mizan.submission;

import mizan.platform.http.FieldViolation;
import mizan.platform.limit.Exceeded;

/** Result of reporting a comment. */
public sealed interface ReportOutcome {

    /** The report is stored, or the comment has enough of them. */
    record Accepted() implements ReportOutcome {}

    /** The note breaks a rule; nothing was stored. */
    record Invalid(FieldViolation violation) implements ReportOutcome {}

    /** The site has no such published comment. */
    record NoSuchComment() implements ReportOutcome {}

    /** Too many reports from the client; nothing was stored. */
    record TooMany(Exceeded exceeded) implements ReportOutcome {}
}

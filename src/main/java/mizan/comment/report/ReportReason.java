package mizan.comment.report;

/** Why a reader reports a published comment. */
public enum ReportReason {
    /** Advertising or spam. */
    SPAM,
    /** Insults or threats. */
    ABUSE,
    /** Hate speech. */
    HATE,
    /** Someone's private information. */
    PERSONAL_DATA,
    /** Unlawful content. */
    ILLEGAL,
    /** Another reason. */
    OTHER
}

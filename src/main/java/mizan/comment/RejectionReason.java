package mizan.comment;

/** Reason of a rejection. The author sees it on the receipt. */
public enum RejectionReason {
    /** Advertising or spam. */
    SPAM,
    /** Insults or threats. */
    ABUSE,
    /** Hate speech. */
    HATE,
    /** Not about the article. */
    OFF_TOPIC,
    /** Someone's private information. */
    PERSONAL_DATA,
    /** Unlawful content. */
    ILLEGAL,
    /** Another reason; the note explains it. */
    OTHER
}

package mizan.comment;

/** Why a comment is refused; the author sees it with their receipt. */
public enum RejectionReason {
    /** Advertising, or written by a robot. */
    SPAM,
    /** Insults or threatens a person. */
    ABUSE,
    /** Attacks people for what they are. */
    HATE,
    /** Says nothing about the article. */
    OFF_TOPIC,
    /** Tells what is private about somebody. */
    PERSONAL_DATA,
    /** Breaks the law. */
    ILLEGAL,
    /** Something else, which the note says. */
    OTHER
}

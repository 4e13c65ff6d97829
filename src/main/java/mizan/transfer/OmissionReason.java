package mizan.transfer;

/** Why a row of a file was not imported. */
public enum OmissionReason {
    /** A pingback or trackback: another page links to the article. */
    PINGBACK,
    /** The row has no id. */
    NO_ID,
    /** Another row of the file has the same id. */
    REPEATED_ID,
    /** The row has no text that can be seen. */
    NO_TEXT,
    /** The text has more than 160,000 bytes. */
    TEXT_TOO_LONG,
    /** The row has no time that can be read, or one in the future. */
    NO_TIME,
    /** The row belongs to no article, or the address of the article cannot be used. */
    NO_ARTICLE,
    /** The row is malformed, or one of its fields is larger than any real one. */
    MALFORMED
}

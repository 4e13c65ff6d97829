package mizan.transfer.source;

/** Why a row of a file was not imported. */
public enum OmissionReason {
    /** A pingback or trackback: another page links to the article. */
    PINGBACK,
    /** Another kind of row that is stored among comments, such as the note on an order of a shop. */
    OTHER_KIND,
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
    /** The row belongs to no article, or the article has no address that can be used. */
    NO_ARTICLE,
    /**
     * The article is on another site: its address is not under one of the site's origins. The options {@code --origin} and
     * {@code --url-map} move it.
     */
    FOREIGN_ARTICLE,
    /** The row is malformed, or one of its fields is larger than any real one. */
    MALFORMED
}

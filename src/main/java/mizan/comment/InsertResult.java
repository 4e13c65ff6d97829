package mizan.comment;

/** The result of the inserting statement for one comment. The statement returns these names. */
enum InsertResult {
    /** The comment was inserted. */
    INSERTED,
    /** The comment was inserted, and rejected because its author or client is blocked. */
    BLOCKED,
    /** One of its keys was used before; the row has the values that are stored under the key. */
    KEY_USED,
    /** The article takes no comments. */
    CLOSED,
    /** The parent is not an approved comment under the same article. */
    NO_SUCH_PARENT,
    /** A concurrent statement is inserting the same text from the same author and client. */
    COLLIDED,
    /**
     * A concurrent statement has inserted some of its keys, but not all: it knows fewer keys of the fingerprint keyset. The
     * transaction must be rolled back.
     */
    PARTLY_RESERVED
}

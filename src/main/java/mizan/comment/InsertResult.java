package mizan.comment;

/** The result of the inserting statement for one comment. The statement returns these names. */
enum InsertResult {
    /** The comment was inserted. */
    INSERTED,
    /** Its idempotency key was used before; the row has the values that are stored under the key. */
    KEY_USED,
    /** The article takes no comments. */
    CLOSED,
    /** The parent is not an approved comment under the same article. */
    NO_SUCH_PARENT,
    /** A comment with the same digest exists. */
    DUPLICATE
}

package mizan.comment;

/** What the inserting statement did with one comment. Its names are those that the statement returns. */
enum InsertResult {
    /** The comment was inserted. */
    INSERTED,
    /** Its idempotency key was used before; the row has what is stored under the key. */
    KEY_USED,
    /** The article takes no comments. */
    CLOSED,
    /** The parent is not an approved comment under the same article. */
    NO_SUCH_PARENT,
    /** A comment with the same digest exists. */
    DUPLICATE
}

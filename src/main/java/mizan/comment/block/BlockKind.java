package mizan.comment.block;

/** What a block recognises a submission by. */
public enum BlockKind {
    /** The author's e-mail address, by its fingerprint. */
    AUTHOR,
    /** The network of the client, by its pseudonym. */
    CLIENT
}

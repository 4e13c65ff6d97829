package mizan.comment.erasure;

/** What the erasure of an author does to the texts of published comments. All other texts are erased. */
public enum PublishedText {
    /** They stay published, without their author. */
    KEPT,
    /** They are erased too. */
    ERASED
}

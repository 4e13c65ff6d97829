package mizan.comment.article;

/** Whether an article takes comments, and shows them. */
public enum ArticleComments {
    /** Readers can comment. */
    OPEN,
    /** The article takes no further comments. */
    CLOSED,
    /** The article takes no comments and shows none. */
    HIDDEN
}

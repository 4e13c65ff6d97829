package mizan.comment;

/**
 * A comment that has just been decided on.
 *
 * @param version the one that the decision made
 */
public record DecidedComment(CommentId id, int version, String site, String article, Decision decision) {}

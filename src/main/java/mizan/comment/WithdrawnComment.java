package mizan.comment;

/**
 * A comment that its author has just taken back.
 *
 * @param version the one that the withdrawal made
 */
public record WithdrawnComment(CommentId id, int version, String site, String article) {}

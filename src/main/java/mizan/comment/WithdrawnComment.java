package mizan.comment;

/**
 * A comment that its author has just withdrawn.
 *
 * @param version the version that the withdrawal produced
 */
public record WithdrawnComment(CommentId id, int version, String site, String article) {}

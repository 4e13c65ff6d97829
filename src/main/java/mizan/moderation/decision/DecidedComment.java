package mizan.moderation.decision;

import mizan.comment.CommentId;
import mizan.comment.Decision;

/**
 * A comment that has just been decided on.
 *
 * @param version the one that the decision made
 * @param claimsEnding whether its moderator holds others, and not for long any more
 */
public record DecidedComment(
        CommentId id, int version, String site, String article, Decision decision, boolean claimsEnding) {}

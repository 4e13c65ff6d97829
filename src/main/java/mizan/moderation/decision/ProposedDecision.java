package mizan.moderation.decision;

import mizan.comment.CommentId;
import mizan.comment.Decision;

/**
 * A decision that a moderator proposes.
 *
 * @param version the version of the comment that the moderator saw
 */
public record ProposedDecision(CommentId comment, int version, Decision decision) {}

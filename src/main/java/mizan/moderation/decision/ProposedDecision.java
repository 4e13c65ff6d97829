package mizan.moderation.decision;

import mizan.comment.CommentId;
import mizan.comment.Decision;

/**
 * A decision that somebody wants to make.
 *
 * @param version of the comment, as the decider saw it
 */
public record ProposedDecision(CommentId comment, int version, Decision decision) {}

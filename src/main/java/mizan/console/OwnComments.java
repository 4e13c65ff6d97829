package mizan.console;

import jakarta.inject.Singleton;
import java.util.UUID;
import mizan.comment.CommentId;
import mizan.moderation.ModerationProblems;
import mizan.moderation.ModerationQueue;
import mizan.moderation.QueuedComment;
import mizan.moderator.Moderator;
import mizan.platform.ProblemException;
import mizan.platform.ProblemType;

/** The comments on which a moderator may decide, whatever became of them. */
@Singleton
class OwnComments {

    private final ModerationQueue queue;

    OwnComments(ModerationQueue queue) {
        this.queue = queue;
    }

    /**
     * One of them, with its history.
     *
     * @throws ProblemException no-such-comment, or not-allowed for one of a site that is not theirs
     */
    QueuedComment get(Moderator moderator, UUID id) {
        if (!moderator.isDecider()) {
            throw new ProblemException(ProblemType.NOT_ALLOWED);
        }
        QueuedComment comment = queue.findWithHistory(new CommentId(id))
                .orElseThrow(() -> new ProblemException(ModerationProblems.NO_SUCH_COMMENT));
        if (!moderator.decidesOn(comment.site())) {
            throw new ProblemException(ProblemType.NOT_ALLOWED);
        }
        return comment;
    }
}

package mizan.console.queue;

import jakarta.inject.Singleton;
import java.util.UUID;
import mizan.comment.CommentId;
import mizan.comment.CommentProblems;
import mizan.moderation.queue.ModerationQueue;
import mizan.moderation.queue.QueuedComment;
import mizan.moderator.Moderator;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;

/** The comments on which a moderator may decide, whatever became of them. */
@Singleton
class AccessibleComments {

    private final ModerationQueue queue;

    AccessibleComments(ModerationQueue queue) {
        this.queue = queue;
    }

    /**
     * One of them, with its history.
     *
     * @throws ProblemException no-such-comment, or not-allowed for one of a site that is not theirs
     */
    QueuedComment get(Moderator moderator, UUID id) {
        if (!moderator.canModerate()) {
            throw new ProblemException(ProblemType.NOT_ALLOWED);
        }
        QueuedComment comment = queue.findWithHistory(new CommentId(id))
                .orElseThrow(() -> new ProblemException(CommentProblems.NO_SUCH_COMMENT));
        if (!moderator.canModerate(comment.site())) {
            throw new ProblemException(ProblemType.NOT_ALLOWED);
        }
        return comment;
    }
}

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

/** Loads comments of the sites that a moderator may moderate, in any status. */
@Singleton
class AccessibleComments {

    private final ModerationQueue queue;

    AccessibleComments(ModerationQueue queue) {
        this.queue = queue;
    }

    /**
     * Returns a comment with its history.
     *
     * @throws ProblemException no-such-comment; not-allowed if the moderator may not moderate its site
     */
    QueuedComment get(Moderator moderator, UUID id) {
        if (!moderator.canModerate()) {
            throw new ProblemException(ProblemType.NOT_ALLOWED);
        }
        QueuedComment comment = queue.findWithHistory(new CommentId(id), moderator)
                .orElseThrow(() -> new ProblemException(CommentProblems.NO_SUCH_COMMENT));
        if (!moderator.canModerate(comment.site())) {
            throw new ProblemException(ProblemType.NOT_ALLOWED);
        }
        return comment;
    }
}

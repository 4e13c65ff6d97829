package mizan.privacy;

import jakarta.inject.Singleton;
import java.util.List;
import mizan.comment.CommentStatus;
import mizan.comment.erasure.ErasedComment;
import mizan.mail.NotificationRequests;
import mizan.outbox.Outbox;
import mizan.outbox.OutboxEvent;

/** Tells all replicas that authors were erased, so that no cache shows them any more, and no mail is about them. */
@Singleton
class ErasedComments {

    private final Outbox outbox;
    private final NotificationRequests notifications;

    ErasedComments(Outbox outbox, NotificationRequests notifications) {
        this.outbox = outbox;
        this.notifications = notifications;
    }

    /** Stores the events in the transaction of the erasure, and deletes mails about the comments. */
    List<OutboxEvent> append(List<ErasedComment> erased) {
        List<OutboxEvent> events = erased.stream().map(ErasedComments::event).toList();
        if (!events.isEmpty()) {
            outbox.append(events);
            notifications.erase(
                    erased.stream().map(comment -> comment.id().value()).toList());
        }
        return events;
    }

    /** Invalidates the caches of this replica, after the transaction. */
    void publishCommitted(List<OutboxEvent> events) {
        outbox.publishCommitted(events);
    }

    private static OutboxEvent event(ErasedComment comment) {
        return new OutboxEvent(
                comment.id().value(),
                comment.site(),
                comment.article(),
                comment.isTextKept() ? OutboxEvent.AUTHOR_ERASED : CommentStatus.WITHDRAWN.name(),
                comment.version(),
                null);
    }
}

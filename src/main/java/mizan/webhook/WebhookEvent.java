package mizan.webhook;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** An event that a webhook can receive. */
public enum WebhookEvent {
    /** A comment was submitted, and is pending. */
    COMMENT_SUBMITTED,
    /** A comment was approved: it is public. */
    COMMENT_APPROVED,
    /** A comment was rejected. */
    COMMENT_REJECTED,
    /** A decision was taken back: the comment is pending again, and not public. */
    COMMENT_REOPENED,
    /** An author withdrew their comment. */
    COMMENT_WITHDRAWN,
    /** A reader reported a published comment, for the first time since the last decision about it. */
    COMMENT_REPORTED,
    /** The oldest pending comment of the site has waited too long. */
    QUEUE_OVERDUE,
    /** An administrator tests the webhook. */
    TEST;

    /** The events of which a webhook can choose. */
    public static final Set<WebhookEvent> SUBSCRIBABLE =
            Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(TEST)));

    /** The type in requests, such as {@code comment.approved}. */
    public String type() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /** The event of which a webhook can choose, by its type. */
    public static Optional<WebhookEvent> parse(String type) {
        return SUBSCRIBABLE.stream().filter(event -> event.type().equals(type)).findFirst();
    }
}

package mizan.comment.article;

import java.time.Instant;
import java.time.ZoneId;
import mizan.platform.i18n.LocalizedMessages;
import org.jspecify.annotations.Nullable;

/** Why an article takes no comments. */
public enum ClosedReason {
    /** An ADMIN has closed it. */
    BY_HAND,
    /** Its first comment is too old. */
    AGE,
    /** It has too many comments. */
    COUNT,
    /** The site takes no comments at this time of the day. */
    HOURS;

    /**
     * The sentence for readers.
     *
     * @param opensAt when comments are taken again; null unless the reason is HOURS
     */
    public String sentence(LocalizedMessages messages, @Nullable Instant opensAt, ZoneId zone) {
        String key = "comments.closed." + this;
        return opensAt == null ? messages.get(key) : messages.get(key, messages.timeOfDay(opensAt, zone));
    }
}

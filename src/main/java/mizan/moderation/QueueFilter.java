package mizan.moderation;

import java.util.Set;
import java.util.UUID;
import mizan.comment.CommentStatus;
import org.jspecify.annotations.Nullable;

/**
 * Which comments a moderator wants to see.
 *
 * @param status PENDING, APPROVED or REJECTED
 * @param sites of which sites
 * @param article the key of one article, or null for all
 * @param author by the person who wrote this comment, or null for all
 * @param words a {@code tsquery}, or null for all; one without a word finds nothing
 * @param finding only those in which this rule noticed something, or null for all
 * @param holder only those that this account holds, or null for all
 * @param after where the page begins, or null for the first
 * @param limit 1–200
 */
public record QueueFilter(
        CommentStatus status,
        Set<String> sites,
        @Nullable String article,
        @Nullable UUID author,
        @Nullable String words,
        @Nullable String finding,
        @Nullable String holder,
        @Nullable String after,
        int limit) {

    /** Whether words are all that is looked for. */
    public boolean isOfWordsAlone() {
        return words != null && article == null && author == null && finding == null && holder == null;
    }

    /** Whether not all of a status and its sites are wanted. */
    public boolean isNarrow() {
        return article != null || author != null || words != null || finding != null || holder != null;
    }
}

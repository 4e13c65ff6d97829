package mizan.moderation;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import mizan.comment.CommentStatus;
import mizan.platform.http.paging.CursorScope;
import org.jspecify.annotations.Nullable;

/**
 * The conditions that select comments of the moderation queue. A condition that is null is not applied.
 *
 * @param status PENDING, APPROVED or REJECTED; null for all of them, newest first by the time of their last change
 * @param sites the names of the sites
 * @param article the key of one article
 * @param author the id of a comment; selects all comments with the same fingerprint of the e-mail address
 * @param textQuery a {@code tsquery} over name and body; one without lexemes matches nothing
 * @param finding the name of a rule that has a finding in the comment
 * @param claimant the account that holds a live claim on the comment
 * @param decider the account that made the last decision
 * @param reported whether only comments that readers have reported since their last decision are selected
 * @param from the earliest time: of submission of a pending comment, of decision of any other
 * @param until the end of the time range, exclusive
 * @param order the order of pending comments
 */
public record QueueFilter(
        @Nullable CommentStatus status,
        Set<String> sites,
        @Nullable String article,
        @Nullable UUID author,
        @Nullable String textQuery,
        @Nullable String finding,
        @Nullable String claimant,
        @Nullable String decider,
        boolean reported,
        @Nullable Instant from,
        @Nullable Instant until,
        QueueOrder order) {

    /**
     * A filter without further conditions.
     *
     * @param author the id of a comment of the author; null for all authors
     */
    public static QueueFilter of(CommentStatus status, Set<String> sites, @Nullable UUID author) {
        return new QueueFilter(
                status, sites, null, author, null, null, null, null, false, null, null, QueueOrder.OLDEST);
    }

    /** The sites as an array parameter of a statement. */
    public String[] siteArray() {
        return sites.toArray(String[]::new);
    }

    /** Cursors belong to one filter. */
    public CursorScope cursorScope() {
        return CursorScope.of(
                "queue",
                status,
                new TreeSet<>(sites),
                article,
                author,
                textQuery,
                finding,
                claimant,
                decider,
                reported,
                from,
                until,
                order);
    }

    public boolean isPending() {
        return status == CommentStatus.PENDING;
    }

    /** Whether the text query is the only condition besides status and sites. */
    public boolean isTextSearchOnly() {
        return textQuery != null
                && article == null
                && author == null
                && finding == null
                && claimant == null
                && decider == null
                && !reported;
    }

    /** Whether status and sites are the only conditions. */
    public boolean isUnfiltered() {
        return textQuery == null
                && article == null
                && author == null
                && finding == null
                && claimant == null
                && decider == null
                && !reported;
    }

    /** This filter for comments with another status. */
    public QueueFilter withStatus(CommentStatus one) {
        return new QueueFilter(
                one, sites, article, author, textQuery, finding, claimant, decider, reported, from, until, order);
    }

    /** Whether the time of a position is in the time range. */
    public boolean contains(KeysetPosition position) {
        return (from == null || !position.at().isBefore(from))
                && (until == null || position.at().isBefore(until));
    }
}

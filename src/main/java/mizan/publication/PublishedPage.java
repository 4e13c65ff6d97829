package mizan.publication;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of an article's threads, or of one thread's replies.
 *
 * @param count number of all approved comments of the article
 * @param next the cursor of the next page; null on the last page
 * @param open whether new comments on the article are accepted
 * @param closed why they are not; absent if they are
 * @param hidden true if the article has no comment section; absent otherwise
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
public record PublishedPage(
        List<PublishedComment> comments,
        long count,
        @Nullable String next,
        boolean open,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Closed closed,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean hidden) {

    /** Why an article takes no comments. */
    public enum Closed {
        /** An ADMIN has closed it. */
        BY_HAND
    }

    /** The page of an article without comments. */
    static final PublishedPage EMPTY = open(List.of(), 0, null);

    /** The page of an article whose comments an ADMIN has hidden. */
    static final PublishedPage HIDDEN = new PublishedPage(List.of(), 0, null, false, Closed.BY_HAND, true);

    static PublishedPage open(List<PublishedComment> comments, long count, @Nullable String next) {
        return new PublishedPage(comments, count, next, true, null, null);
    }

    /** This page, if an ADMIN has closed the article. */
    PublishedPage closedByHand() {
        return new PublishedPage(comments, count, next, false, Closed.BY_HAND, null);
    }

    boolean isEmpty() {
        return count == 0 && open;
    }
}

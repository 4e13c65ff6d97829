package mizan.publication;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import mizan.comment.article.ClosedReason;
import org.jspecify.annotations.Nullable;

/**
 * One page of an article's threads, or of one thread's replies.
 *
 * @param count number of all approved comments of the article
 * @param next the cursor of the next page; null on the last page
 * @param open whether new comments on the article are accepted
 * @param closed why they are not; absent if they are
 * @param opensAt when they are accepted again; absent unless the site takes none at this time of the day
 * @param hidden true if the article has no comment section; absent otherwise
 * @param changesAt when {@code open} or its reason changes although no comment does; null if it does not
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
public record PublishedPage(
        List<PublishedComment> comments,
        long count,
        @Nullable String next,
        boolean open,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ClosedReason closed,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant opensAt,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean hidden,

        @JsonIgnore @Schema(hidden = true) @Nullable Instant changesAt) {

    /** The page of an article whose comments an ADMIN has hidden. */
    static final PublishedPage HIDDEN =
            new PublishedPage(List.of(), 0, null, false, ClosedReason.BY_HAND, null, true, null);

    static PublishedPage open(List<PublishedComment> comments, long count, @Nullable String next) {
        return new PublishedPage(comments, count, next, true, null, null, null, null);
    }

    /** This page, if the article takes no comments for good. */
    PublishedPage closed(ClosedReason reason) {
        return new PublishedPage(comments, count, next, false, reason, null, null, null);
    }

    /** This page, if the site takes no comments until this time of the day. */
    PublishedPage closedUntil(Instant opening) {
        return new PublishedPage(comments, count, next, false, ClosedReason.HOURS, opening, null, opening);
    }

    /** This page, if it is open until then. */
    PublishedPage openUntil(@Nullable Instant closing) {
        return new PublishedPage(comments, count, next, true, null, null, null, closing);
    }

    /** Whether it tells only that there are no comments: there are pages like it of any article that a client makes up. */
    boolean isEmpty() {
        return count == 0 && (open || closed == ClosedReason.HOURS);
    }
}

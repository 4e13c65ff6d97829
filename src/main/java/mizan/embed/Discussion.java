package mizan.embed;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.List;
import mizan.platform.i18n.LocalizedMessages;
import mizan.publication.PageRequest.Order;
import mizan.publication.PublishedPage;
import org.jspecify.annotations.Nullable;

/**
 * A page of an article's threads with the comment form, which works without script.
 *
 * @param count number of all approved comments of the article
 * @param next the cursor of the next page; null on the last page
 */
@Introspected
public record Discussion(
        CommentForm form,
        DiscussionLinks links,
        List<ThreadNode> threads,
        long count,
        @Nullable String next,
        Order order) {

    static Discussion of(CommentForm form, DiscussionLinks links, PublishedPage page, Order order) {
        return new Discussion(form, links, ThreadNode.build(page.comments()), page.count(), page.next(), order);
    }

    public LocalizedMessages messages() {
        return form.messages();
    }

    public String text(String key, Object... arguments) {
        return form.text(key, arguments);
    }

    /** The day of a comment, in the time zone of the site. */
    public String day(Instant instant) {
        return messages().day(instant, form.site().timeZone());
    }

    public boolean isNewestFirst() {
        return order == Order.NEWEST;
    }

    /** Returns the article's title, else that of the site. */
    public String title() {
        return links.article().title().orElse(form.site().title());
    }

    /** Heading of the section; it includes the number of comments if there are any. */
    public String heading() {
        return count == 0 ? text("comments.title") : messages().counted("comments.count", count);
    }
}

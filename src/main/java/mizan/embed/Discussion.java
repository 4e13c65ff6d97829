package mizan.embed;

import io.micronaut.core.annotation.Introspected;
import java.util.List;
import mizan.platform.i18n.LocalizedMessages;
import mizan.publication.PageRequest.Order;
import mizan.publication.PublishedPage;
import org.jspecify.annotations.Nullable;

/**
 * A page of an article's threads with the form, to be read and used without script.
 *
 * @param count of all approved comments of the article
 * @param next the cursor of the next page; null on the last
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
        return new Discussion(form, links, ThreadNode.place(page.comments()), page.count(), page.next(), order);
    }

    public LocalizedMessages texts() {
        return form.texts();
    }

    public String text(String key, Object... arguments) {
        return form.text(key, arguments);
    }

    public boolean isNewestFirst() {
        return order == Order.NEWEST;
    }

    /** The article's title, else the site's. */
    public String title() {
        return links.article().title().orElse(form.site().title());
    }

    /** What the section is called: how many comments there are, once there are any. */
    public String heading() {
        return count == 0 ? text("comments.title") : texts().counted("comments.count", count);
    }
}

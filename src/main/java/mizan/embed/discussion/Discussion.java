package mizan.embed.discussion;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import mizan.embed.form.CommentForm;
import mizan.platform.i18n.LocalizedMessages;
import mizan.publication.PageRequest.Order;
import mizan.publication.PublishedComment;
import mizan.publication.PublishedPage;
import org.jspecify.annotations.Nullable;

/**
 * A page of an article's threads with the comment form, which works without script.
 *
 * @param linked the comment that the page was opened for; null for none
 */
@Introspected
public record Discussion(
        CommentForm form,
        DiscussionLinks links,
        PublishedPage page,
        List<ThreadNode> threads,
        Order order,
        @Nullable UUID linked) {

    public static Discussion of(
            CommentForm form, DiscussionLinks links, PublishedPage page, Order order, @Nullable UUID linked) {
        return new Discussion(form, links, page, ThreadNode.build(page.comments()), order, linked);
    }

    /** Whether the comment that the page was opened for is one of these, or a reply to one of them. */
    public boolean isLinked(List<ThreadNode> nodes) {
        return linked != null
                && nodes.stream()
                        .anyMatch(node -> node.comment().id().equals(linked)
                                || isLinked(node.replies())
                                || isLinked(node.folded()));
    }

    /** The comment that the form replies to; null if there is none on this page. */
    public @Nullable PublishedComment parent() {
        String parentId = form.value("parentId");
        return page.comments().stream()
                .filter(comment -> comment.id().toString().equals(parentId))
                .filter(comment -> !PublishedComment.isRemoved(comment))
                .findFirst()
                .orElse(null);
    }

    /** The number of all approved comments of the article. */
    public long count() {
        return page.count();
    }

    /** Whether the article has no comment section. */
    public boolean isHidden() {
        return page.hidden() != null;
    }

    /** The sentence in place of the form; null while the article takes comments. */
    public @Nullable String closed() {
        return page.closed() == null
                ? null
                : page.closed().sentence(messages(), page.opensAt(), form.site().timeZone());
    }

    public LocalizedMessages messages() {
        return form.messages();
    }

    public String text(String key, Object... arguments) {
        return form.text(key, arguments);
    }

    public String counted(String key, long count) {
        return messages().counted(key, count);
    }

    /** The day of a comment, in the time zone of the site. */
    public String day(Instant instant) {
        return messages().day(instant, form.site().timeZone());
    }

    /** The name to show as the author of a comment; null for the placeholder of a removed comment. */
    public @Nullable String author(PublishedComment comment) {
        return author(messages(), comment);
    }

    static @Nullable String author(LocalizedMessages messages, PublishedComment comment) {
        return PublishedComment.isRemoved(comment)
                ? null
                : Objects.requireNonNullElseGet(comment.name(), () -> messages.get("comments.deletedAuthor"));
    }

    public boolean isFirstPage() {
        return links.page().after() == null;
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
        return count() == 0 ? text("comments.title") : messages().counted("comments.count", count());
    }
}

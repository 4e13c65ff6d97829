package mizan.embed;

import mizan.publication.PageRequest;
import mizan.publication.PageRequest.Order;
import mizan.site.Site;
import org.jspecify.annotations.Nullable;

/**
 * Where a discussion's page, its other pages and its feed are.
 *
 * @param base where the service is, before its paths: empty on its own pages
 * @param language if the request named one
 */
public record DiscussionLinks(
        String base,
        Site site,
        ArticleReference article,
        PageRequest page,
        @Nullable String language) {

    /** The first page in an order. */
    public String ordered(Order order) {
        return uri(order, null, null) + "#mizan-comments";
    }

    /** The next page, or further replies. */
    public String after(String cursor) {
        return uri(page.order(), cursor, null) + "#mizan-comments";
    }

    /** This page, with the form as an answer to a comment. */
    public String reply(String id) {
        return uri(page.order(), page.after(), id) + "#mizan-respond";
    }

    /** This page, with the form as a comment on the article. */
    public String plain() {
        return uri(page.order(), page.after(), null) + "#mizan-respond";
    }

    public String feed() {
        return QueryString.of(base + "/sites/" + site.name() + "/comments.atom")
                .with("article", article.key())
                .toString();
    }

    private String uri(Order order, @Nullable String after, @Nullable String reply) {
        return QueryString.of(base + "/sites/" + site.name() + "/comments.html")
                .with("article", article.key())
                .with("articleUrl", article.url().orElse(null))
                .with("articleTitle", article.title().orElse(null))
                .with("order", order == Order.OLDEST ? null : order.parameter())
                .with("after", after)
                .with("reply", reply)
                .with("lang", language)
                .toString();
    }
}

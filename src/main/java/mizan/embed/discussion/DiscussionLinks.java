package mizan.embed.discussion;

import io.micronaut.http.uri.UriBuilder;
import mizan.embed.ArticleReference;
import mizan.publication.PageRequest;
import mizan.publication.PageRequest.Order;
import mizan.site.Site;
import org.jspecify.annotations.Nullable;

/**
 * Links of a comments page: to its other pages and to its feed.
 *
 * @param baseUrl the service's address before its paths; empty on the service's own pages
 * @param language the language in the request; null if it has none
 */
public record DiscussionLinks(
        String baseUrl,
        Site site,
        ArticleReference article,
        PageRequest page,
        @Nullable String language) {

    private static final String COMMENTS = "mizan-comments";
    private static final String FORM = "mizan-respond";

    /** The first page in this sort order. */
    public String sortedBy(Order order) {
        return url(order, null, null, COMMENTS);
    }

    /** The next page, or further replies. */
    public String after(String cursor) {
        return url(page.order(), cursor, null, COMMENTS);
    }

    /** This page, with the form as a reply to a comment. */
    public String replyTo(String id) {
        return url(page.order(), page.after(), id, FORM);
    }

    /** The page on which a comment can be reported. */
    public String report(String id) {
        return UriBuilder.of(baseUrl + "/sites/" + site.name() + "/comments/" + id + "/report")
                .queryParam("lang", language)
                .toString();
    }

    /** This page, with the form for a top-level comment. */
    public String withoutReply() {
        return url(page.order(), page.after(), null, FORM);
    }

    /**
     * A place on the page that shows the section. If the address of that page is known, the link has it: a page that
     * includes the section may have a {@code <base href>}.
     */
    public String here(String fragment) {
        return (baseUrl.isEmpty()
                        ? ""
                        : site.url(article.url().orElse(null))
                                .map(url -> url.withFragment("").toAscii())
                                .orElse(""))
                + "#" + fragment;
    }

    public String feed() {
        return UriBuilder.of(baseUrl + "/sites/" + site.name() + "/comments.atom")
                .queryParam("article", article.key())
                .toString();
    }

    // Parameters without a value are left out.
    private String url(Order order, @Nullable String after, @Nullable String reply, String fragment) {
        return UriBuilder.of(baseUrl + "/sites/" + site.name() + "/comments.html")
                .queryParam("article", article.key())
                .queryParam("articleUrl", article.url().orElse(null))
                .queryParam("articleTitle", article.title().orElse(null))
                .queryParam("order", order == Order.OLDEST ? null : order.parameter())
                .queryParam("after", after)
                .queryParam("reply", reply)
                .queryParam("lang", language)
                .fragment(fragment)
                .toString();
    }
}

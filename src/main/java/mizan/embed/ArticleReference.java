package mizan.embed;

import java.util.Optional;
import mizan.site.Site;
import mizan.text.PlainText;
import mizan.text.TextValidation;
import org.jspecify.annotations.Nullable;

/**
 * The article of a comments page, as the request gives it.
 *
 * @param url the article's URL, under one of the site's origins
 */
public record ArticleReference(String key, Optional<String> url, Optional<String> title) {

    /**
     * Uses the key as the URL if the request has no usable URL and the key is a URL of the site. Leaves out a URL or title
     * that a submission may not have.
     */
    public static ArticleReference of(Site site, String key, @Nullable String url, @Nullable String title) {
        return new ArticleReference(
                key,
                site.articleUrl(url).or(() -> site.articleUrl(key)),
                Optional.ofNullable(title).filter(text -> PlainText.TITLE.check(text) instanceof TextValidation.Valid));
    }
}

package mizan.embed;

import java.net.URI;
import java.util.Optional;
import mizan.platform.http.FieldViolation;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.site.Site;
import mizan.text.PlainText;
import mizan.text.TextCheck;
import org.jspecify.annotations.Nullable;

/**
 * Which article a page of ours is about, as the request names it.
 *
 * @param url where it is, under one of the site's origins
 */
record ArticleReference(String key, Optional<String> url, Optional<String> title) {

    /**
     * Where no URL is given and the key is one of the site's, the key is the URL. What is longer than a comment may bring
     * along is left out: the form could never be sent.
     *
     * @throws ProblemException {@link ProblemType#INVALID_REQUEST} if the URL is none of the site's
     */
    static ArticleReference of(Site site, String key, @Nullable String url, @Nullable String title) {
        if (url != null && !isHosted(site, url)) {
            throw ProblemException.invalid(FieldViolation.of("articleUrl", "invalid"));
        }
        Optional<String> given = Optional.ofNullable(url);
        return new ArticleReference(
                key,
                given.or(() -> Optional.of(key).filter(candidate -> isHosted(site, candidate)))
                        .filter(ArticleReference::isKept),
                Optional.ofNullable(title).filter(ArticleReference::isKept));
    }

    private static boolean isKept(String text) {
        return PlainText.TITLE.check(text) instanceof TextCheck.Fine;
    }

    private static boolean isHosted(Site site, String url) {
        try {
            return site.contains(URI.create(url));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}

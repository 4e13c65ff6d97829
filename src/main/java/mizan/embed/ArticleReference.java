package mizan.embed;

import java.net.URI;
import java.util.Optional;
import mizan.platform.http.FieldViolation;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.site.Site;
import mizan.text.PlainText;
import mizan.text.TextValidation;
import org.jspecify.annotations.Nullable;

/**
 * The article of a comments page, as the request gives it.
 *
 * @param url the article's URL, under one of the site's origins
 */
record ArticleReference(String key, Optional<String> url, Optional<String> title) {

    /**
     * Uses the key as the URL if the request has no URL and the key is a URL of the site. Leaves out a URL or title that is
     * longer than a submission may have, because the form could not be sent.
     *
     * @throws ProblemException {@link ProblemType#INVALID_REQUEST} if the URL does not belong to the site
     */
    static ArticleReference of(Site site, String key, @Nullable String url, @Nullable String title) {
        if (url != null && !isUrlOfSite(site, url)) {
            throw ProblemException.invalid(FieldViolation.of("articleUrl", "invalid"));
        }
        Optional<String> given = Optional.ofNullable(url);
        return new ArticleReference(
                key,
                given.or(() -> Optional.of(key).filter(candidate -> isUrlOfSite(site, candidate)))
                        .filter(ArticleReference::fitsSubmission),
                Optional.ofNullable(title).filter(ArticleReference::fitsSubmission));
    }

    private static boolean fitsSubmission(String text) {
        return PlainText.TITLE.check(text) instanceof TextValidation.Valid;
    }

    private static boolean isUrlOfSite(Site site, String url) {
        try {
            return site.contains(URI.create(url));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}

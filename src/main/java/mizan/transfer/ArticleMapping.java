package mizan.transfer;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mizan.platform.http.url.HttpOrigin;
import mizan.platform.http.url.HttpUrl;
import mizan.site.ArticleKey;
import mizan.site.Site;
import mizan.text.PlainText;
import mizan.text.TextValidation;
import mizan.transfer.source.ImportFileException;
import mizan.transfer.source.ImportedArticle;
import mizan.transfer.source.OmissionReason;
import org.jspecify.annotations.Nullable;

/**
 * Finds the article of an imported comment: its key is the one that the widget computes for the article's page.
 *
 * @param site the site of the import
 * @param origin replaces the origin of all URLs; null to keep them
 * @param replacements URLs of the old system, with the URL or the key in this one
 */
public record ArticleMapping(Site site, @Nullable HttpOrigin origin, Map<String, String> replacements) {

    private static final int MAX_KEY = PlainText.ARTICLE_KEY.limit();

    /** The old URL and the new one, separated by a tab, a comma or spaces, as in the mapping files of Disqus. */
    private static final Pattern LINE =
            Pattern.compile("\\s*\"?([^\\s,\"]+)\"?(?:\\s*,\\s*|\\s+)\"?([^\\s\"]+)\"?\\s*");

    public ArticleMapping {
        replacements = Map.copyOf(replacements);
    }

    /** The mapping that keeps all URLs. */
    public static ArticleMapping none(Site site) {
        return new ArticleMapping(site, null, Map.of());
    }

    /**
     * Reads replacements: one a line, empty lines and those that start with {@code #} aside.
     *
     * @throws ImportFileException for any other line
     */
    public static Map<String, String> readReplacements(BufferedReader file) throws IOException {
        Map<String, String> replacements = new HashMap<>();
        long number = 0;
        for (String line = file.readLine(); line != null; line = file.readLine()) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                Matcher parts = LINE.matcher(line);
                if (!parts.matches()) {
                    throw new ImportFileException(number, 0, "It is not an old URL and a new one");
                }
                replacements.put(normalized(parts.group(1)), parts.group(2));
            }
        }
        return replacements;
    }

    /** The article of this site. */
    Result resolve(ImportedArticle article) {
        String url = article.url() == null ? "" : article.url().strip();
        @Nullable String replacement = replacements.get(normalized(url));
        if (replacement != null) {
            return HttpUrl.parse(replacement).isPresent()
                    ? ofUrl(replacement, article)
                    : ofKey(replacement, null, article);
        }
        if (article.key() != null) {
            return ofKey(article.key(), url, article);
        }
        if (url.startsWith("/") && !url.startsWith("//")) {
            return ofUrl((origin == null ? site.origins().getFirst() : origin) + url, article);
        }
        return HttpUrl.parse(url)
                .map(parsed -> origin == null ? parsed : new HttpUrl(origin, parsed.target()))
                .map(parsed -> ofUrl(parsed.toString(), article))
                .orElseGet(() -> new Result.Unusable(OmissionReason.NO_ARTICLE));
    }

    private Result ofUrl(String url, ImportedArticle article) {
        return site.url(url)
                .<Result>map(parsed -> ofKey(shortKey(parsed.withFragment("")), url, article))
                .orElseGet(() -> new Result.Unusable(OmissionReason.FOREIGN_ARTICLE));
    }

    private Result ofKey(String key, @Nullable String url, ImportedArticle article) {
        return PlainText.ARTICLE_KEY.check(key) instanceof TextValidation.Valid(String valid)
                ? new Result.Found(
                        ArticleKey.normalize(valid), site.articleUrl(url).orElse(null), title(article.title()))
                : new Result.Unusable(OmissionReason.NO_ARTICLE);
    }

    private static @Nullable String title(@Nullable String title) {
        String cleaned = title == null ? "" : PlainText.TITLE.clean(title);
        return cleaned.isEmpty() ? null : cleaned;
    }

    // Browsers encode an address. A key that is too long in this form is decoded, as in the widget.
    private static String shortKey(HttpUrl url) {
        String encoded = ArticleKey.normalize(url.toAscii());
        return encoded.length() <= MAX_KEY ? encoded : decoded(encoded);
    }

    private static String decoded(String url) {
        try {
            return URLDecoder.decode(url.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return url;
        }
    }

    private static String normalized(String url) {
        return HttpUrl.parse(url)
                .map(parsed -> ArticleKey.normalize(parsed.withFragment("").toAscii()))
                .orElse(url);
    }

    /** The article of a comment. */
    sealed interface Result {

        record Found(
                String key, @Nullable String url, @Nullable String title) implements Result {}

        record Unusable(OmissionReason reason) implements Result {}
    }
}

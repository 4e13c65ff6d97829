package mizan.publication;

import java.util.List;
import mizan.platform.HeapSize;
import mizan.platform.http.FieldViolation;
import mizan.platform.http.ProblemException;
import mizan.site.ArticleKey;
import mizan.text.PlainText;
import mizan.text.TextValidation;
import org.jspecify.annotations.Nullable;

/**
 * A request for one page of an article's threads.
 *
 * @param limit maximum number of top-level comments on the page, 1–100
 * @param after the cursor of the preceding page; null for the first page
 */
public record PageRequest(
        String site, String article, int limit, @Nullable String after, Order order) implements CacheKey {

    private static final int MAX_LIMIT = 100;

    /** Memory of the record itself, in bytes. */
    private static final int OBJECT_BYTES = 40;

    /** Sort order of the top-level comments by age. Replies are always sorted oldest first. */
    public enum Order {
        /** Oldest first. */
        OLDEST("oldest"),
        /** Newest first. */
        NEWEST("newest");

        private final String parameter;

        Order(String parameter) {
            this.parameter = parameter;
        }

        /** Value of the query parameter. */
        public String parameter() {
            return parameter;
        }

        private static Order parse(String parameter) {
            for (Order order : values()) {
                if (order.parameter.equals(parameter)) {
                    return order;
                }
            }
            throw ProblemException.invalid(FieldViolation.of("order", "unknown"));
        }
    }

    /**
     * Validates the parameters of a request.
     *
     * @throws ProblemException {@link mizan.platform.http.ProblemType#INVALID_REQUEST} if a value breaks its rule
     */
    public static PageRequest parse(
            String site, @Nullable String article, int limit, @Nullable String after, String order) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw ProblemException.invalid(FieldViolation.of("limit", "range", 1, MAX_LIMIT));
        }
        return new PageRequest(site, articleKey(article), limit, after, Order.parse(order));
    }

    PageRequest startingAfter(@Nullable String cursor) {
        return new PageRequest(site, article, limit, cursor, order);
    }

    @Override
    public List<String> articles() {
        return List.of(article);
    }

    @Override
    public int memoryBytes() {
        return OBJECT_BYTES + HeapSize.of(article) + (after == null ? 0 : HeapSize.of(after));
    }

    /** Validates an article's key from a request. */
    static String articleKey(@Nullable String article) {
        return switch (PlainText.ARTICLE_KEY.check(article == null ? "" : article)) {
            case TextValidation.Valid(String key) -> ArticleKey.normalize(key);
            case TextValidation.Invalid(var violation) ->
                throw ProblemException.invalid(FieldViolation.of("article", violation));
        };
    }
}

package mizan.publication;

import java.util.List;
import mizan.platform.http.FieldViolation;
import mizan.platform.http.ProblemException;
import mizan.text.PlainText;
import mizan.text.TextCheck;
import org.jspecify.annotations.Nullable;

/**
 * Which page of an article's threads.
 *
 * @param limit top-level comments on the page, 1–100
 * @param after a cursor of an earlier page, or null for the first
 */
public record PageRequest(
        String site, String article, int limit, @Nullable String after, Order order) implements CacheKey {

    private static final int MAX_LIMIT = 100;

    /** By the age of the top-level comments; replies are always oldest first. */
    public enum Order {
        /** Oldest first. */
        OLDEST("oldest"),
        /** Newest first. */
        NEWEST("newest");

        private final String parameter;

        Order(String parameter) {
            this.parameter = parameter;
        }

        /** How requests name it. */
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
     * Reads what a client asked for.
     *
     * @throws ProblemException {@link mizan.platform.http.ProblemType#INVALID_REQUEST} if a value breaks its rule
     */
    public static PageRequest of(
            String site, @Nullable String article, int limit, @Nullable String after, String order) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw ProblemException.invalid(FieldViolation.of("limit", "range", 1, MAX_LIMIT));
        }
        return new PageRequest(site, key(article), limit, after, Order.parse(order));
    }

    @Override
    public List<String> articles() {
        return List.of(article);
    }

    /** An article's key, as a client named it. */
    static String key(@Nullable String article) {
        return switch (PlainText.ARTICLE_KEY.check(article == null ? "" : article)) {
            case TextCheck.Fine(String key) -> key;
            case TextCheck.Wrong(var fault) ->
                throw ProblemException.invalid(
                        FieldViolation.of("article", fault.rule(), PlainText.ARTICLE_KEY.limit()));
        };
    }
}

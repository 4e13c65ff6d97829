package mizan.publication;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import mizan.platform.http.FieldViolation;
import mizan.platform.http.ProblemException;

/**
 * A request for the number of approved comments of some articles.
 *
 * @param articles the articles' keys, without duplicates
 */
record CountsRequest(String site, List<String> articles) implements CacheKey {

    private static final int MAX_ARTICLES = 100;

    /**
     * Validates the parameters of a request.
     *
     * @throws ProblemException {@link mizan.platform.http.ProblemType#INVALID_REQUEST} if a value breaks its rule
     */
    static CountsRequest parse(String site, List<String> articles) {
        if (articles.isEmpty()) {
            throw ProblemException.invalid(FieldViolation.of("article", "required"));
        }
        if (articles.size() > MAX_ARTICLES) {
            throw ProblemException.invalid(FieldViolation.of("article", "too-many", MAX_ARTICLES));
        }
        Set<String> keys = new LinkedHashSet<>();
        articles.forEach(article -> keys.add(PageRequest.articleKey(article)));
        return new CountsRequest(site, List.copyOf(keys));
    }
}

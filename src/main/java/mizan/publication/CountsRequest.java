package mizan.publication;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mizan.platform.HeapSize;
import mizan.platform.http.FieldViolation;
import mizan.platform.http.ProblemException;

/**
 * A request for the number of approved comments of some articles.
 *
 * @param keys the articles' keys by the keys in the request, which may be written differently
 */
record CountsRequest(String site, Map<String, String> keys) implements CacheKey {

    private static final int MAX_ARTICLES = 100;

    /** Memory of a key's entry in the map, in bytes. */
    private static final int ENTRY_BYTES = 80;

    CountsRequest {
        keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
    }

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
        Map<String, String> keys = new LinkedHashMap<>();
        articles.forEach(article -> keys.put(article, PageRequest.articleKey(article)));
        return new CountsRequest(site, keys);
    }

    @Override
    public List<String> articles() {
        return keys.values().stream().distinct().toList();
    }

    @Override
    public int memoryBytes() {
        return keys.entrySet().stream()
                .mapToInt(entry -> ENTRY_BYTES + HeapSize.of(entry.getKey()) + HeapSize.of(entry.getValue()))
                .sum();
    }
}

package mizan.embed;

import java.util.List;
import mizan.platform.HeapSize;
import mizan.publication.CacheKey;

/**
 * The cache key of a page or feed.
 *
 * @param article the article's key, or {@link CacheKey#ANY_ARTICLE}
 * @param parameters everything else that the rendered text depends on
 */
public record RenderedPageKey(String site, String article, List<String> parameters) implements CacheKey {

    /** Memory of the record and of the list, in bytes. */
    private static final int OBJECT_BYTES = 120;

    @Override
    public List<String> articles() {
        return List.of(article);
    }

    @Override
    public int memoryBytes() {
        return OBJECT_BYTES
                + HeapSize.of(article)
                + parameters.stream().mapToInt(HeapSize::of).sum();
    }
}

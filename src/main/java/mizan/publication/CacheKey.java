package mizan.publication;

import java.util.List;

/**
 * A request for published data. As a cache key it holds all that the response depends on, except the comments. Clients
 * choose most of it, so its memory counts as much as that of the response.
 */
public interface CacheKey {

    /** Stands for all articles of the site in {@link #articles}. No article has this key. */
    String ANY_ARTICLE = "";

    String site();

    /** The keys of the articles whose comments are in the response. */
    List<String> articles();

    /** An upper bound of the key's memory, in bytes. */
    int memoryBytes();
}

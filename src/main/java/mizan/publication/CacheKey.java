package mizan.publication;

import java.util.List;

/** A request for published data. As a cache key it holds all that the response depends on, except the comments. */
sealed interface CacheKey permits PageRequest, CountsRequest {

    String site();

    /** The keys of the articles whose comments are in the response. */
    List<String> articles();
}

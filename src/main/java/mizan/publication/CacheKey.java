package mizan.publication;

import java.util.List;

/** What readers ask about a site's articles: as a key, everything that its answer depends on beside the comments. */
sealed interface CacheKey permits PageRequest, CountsRequest {

    String site();

    /** The keys of the articles whose comments the answer is made of. */
    List<String> articles();
}

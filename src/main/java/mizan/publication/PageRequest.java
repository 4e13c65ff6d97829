package mizan.publication;

import org.jspecify.annotations.Nullable;

/**
 * Which page of an article's threads.
 *
 * @param limit top-level comments on the page, 1–100
 * @param after a cursor of an earlier page, or null for the first
 */
record PageRequest(
        String site, String article, int limit, @Nullable String after, Order order) {

    /** By the age of the top-level comments; replies are always oldest first. */
    enum Order {
        /** Oldest first. */
        OLDEST,
        /** Newest first. */
        NEWEST
    }
}

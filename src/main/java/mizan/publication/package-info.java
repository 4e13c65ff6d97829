/** Approved comments for readers: pages of threads, comment counts, and the response cache. */
@NullMarked
package mizan.publication;

import org.jspecify.annotations.NullMarked;

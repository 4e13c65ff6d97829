/** What readers see: the approved comments of an article, in threads, and how many there are; kept finished in memory. */
@NullMarked
package mizan.publication;

import org.jspecify.annotations.NullMarked;

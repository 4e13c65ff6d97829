/** Checks and rebuilds what is derived from comments: author statistics, the search index, and the status. */
@NullMarked
package mizan.comment.maintenance;

import org.jspecify.annotations.NullMarked;

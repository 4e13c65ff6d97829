/** Full text search in the moderation queue. */
@NullMarked
package mizan.moderation.search;

import org.jspecify.annotations.NullMarked;

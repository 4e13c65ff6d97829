/** The moderation queue: pending and decided comments, filtered and paged. */
@NullMarked
package mizan.moderation.queue;

import org.jspecify.annotations.NullMarked;

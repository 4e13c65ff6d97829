/** Statistics of the moderation queue: backlog, time to decision, and trends. */
@NullMarked
package mizan.moderation.statistics;

import org.jspecify.annotations.NullMarked;

/** Statistics of the queue: backlog, time to decision, trends. */
@NullMarked
package mizan.moderation.statistics;

import org.jspecify.annotations.NullMarked;

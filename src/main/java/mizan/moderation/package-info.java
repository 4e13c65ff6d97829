/** Moderation: queue, claims, decisions, live events, search and statistics. */
@NullMarked
package mizan.moderation;

import org.jspecify.annotations.NullMarked;

/** Live events for moderators: queue counts, claims and decisions as server-sent events. */
@NullMarked
package mizan.moderation.live;

import org.jspecify.annotations.NullMarked;

/** Claims: leases of moderators on pending comments. */
@NullMarked
package mizan.moderation.claim;

import org.jspecify.annotations.NullMarked;

/** The screening rules of a site, for moderators: what they are, and what they find in a text or in past decisions. */
@NullMarked
package mizan.moderation.screening;

import org.jspecify.annotations.NullMarked;

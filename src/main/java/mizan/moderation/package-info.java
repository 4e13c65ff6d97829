/** The moderation queue and what moderators do in it. */
@NullMarked
package mizan.moderation;

import org.jspecify.annotations.NullMarked;

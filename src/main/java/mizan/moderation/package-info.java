/** The queue of comments that wait, who holds which, and what moderators decide about them. */
@NullMarked
package mizan.moderation;

import org.jspecify.annotations.NullMarked;

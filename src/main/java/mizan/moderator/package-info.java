/** Moderators: the people who decide, what each may do, and how they sign in. */
@NullMarked
package mizan.moderator;

import org.jspecify.annotations.NullMarked;

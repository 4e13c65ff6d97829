/** Accounts of moderators: roles, passwords, sign-in and sessions. */
@NullMarked
package mizan.moderator;

import org.jspecify.annotations.NullMarked;

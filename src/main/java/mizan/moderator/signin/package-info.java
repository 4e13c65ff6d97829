/** Sign-in with a password, and the limits of failed attempts. */
@NullMarked
package mizan.moderator.signin;

import org.jspecify.annotations.NullMarked;

/** Sessions in requests: which moderator sends a request, the cookie of the console, and sign-out. */
@NullMarked
package mizan.moderator.session;

import org.jspecify.annotations.NullMarked;

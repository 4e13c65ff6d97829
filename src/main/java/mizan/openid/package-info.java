/** Sign-in with OpenID Connect: moderators use the accounts of their organisation. Off unless a provider is configured. */
@NullMarked
package mizan.openid;

import org.jspecify.annotations.NullMarked;

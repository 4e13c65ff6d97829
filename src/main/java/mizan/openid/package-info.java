/** OpenID Connect: staff sign in with the accounts that their house gives them. Off unless a provider is configured. */
@NullMarked
package mizan.openid;

import org.jspecify.annotations.NullMarked;

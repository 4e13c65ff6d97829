/** The pages on which people confirm their address, or unsubscribe. */
@NullMarked
package mizan.mail.page;

import org.jspecify.annotations.NullMarked;

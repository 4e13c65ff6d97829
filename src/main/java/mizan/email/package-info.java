/** E-mail addresses: read, sealed, recognised again, never shown. Alone knows Commons Validator and Tink. */
@NullMarked
package mizan.email;

import org.jspecify.annotations.NullMarked;

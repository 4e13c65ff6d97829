/** E-mail addresses: parsing, encryption and fingerprints, with Commons Validator and Tink. */
@NullMarked
package mizan.email;

import org.jspecify.annotations.NullMarked;

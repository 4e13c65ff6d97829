/** The pages on which a privacy officer discloses e-mail addresses, and exports and erases the data about an address. */
@NullMarked
package mizan.console.privacy;

import org.jspecify.annotations.NullMarked;

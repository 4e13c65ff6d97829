/** The pages on which a privacy officer discloses an author's e-mail address. */
@NullMarked
package mizan.console.privacy;

import org.jspecify.annotations.NullMarked;

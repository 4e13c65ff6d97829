/** The pages for the privacy officer: disclosure of an address. */
@NullMarked
package mizan.console.privacy;

import org.jspecify.annotations.NullMarked;

/** The page on which administrators import and export comments. */
@NullMarked
package mizan.console.transfer;

import org.jspecify.annotations.NullMarked;

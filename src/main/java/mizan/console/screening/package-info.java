/** The page on which an ADMIN sees the screening rules of a site and tries them on a text. */
@NullMarked
package mizan.console.screening;

import org.jspecify.annotations.NullMarked;

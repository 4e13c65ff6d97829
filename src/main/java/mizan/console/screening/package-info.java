/** The page on which an ADMIN changes the screening rules of a site, and tries them on a text and on past decisions. */
@NullMarked
package mizan.console.screening;

import org.jspecify.annotations.NullMarked;

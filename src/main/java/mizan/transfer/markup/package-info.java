/** Reads HTML and XML of other systems: as plain text, and as a stream in bounded memory. */
@NullMarked
package mizan.transfer.markup;

import org.jspecify.annotations.NullMarked;

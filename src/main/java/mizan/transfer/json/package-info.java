/** JSON lines as a stream, in bounded memory. */
@NullMarked
package mizan.transfer.json;

import org.jspecify.annotations.NullMarked;

/** The API of imports: uploads as a stream, progress, reports, and undo. */
@NullMarked
package mizan.transfer.api;

import org.jspecify.annotations.NullMarked;

/** The archive of a site: a documented, versioned format of JSON lines with everything that an import can restore. */
@NullMarked
package mizan.transfer.archive;

import org.jspecify.annotations.NullMarked;

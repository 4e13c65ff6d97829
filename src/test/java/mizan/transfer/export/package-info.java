/** Tests of the export. */
@NullMarked
package mizan.transfer.export;

import org.jspecify.annotations.NullMarked;

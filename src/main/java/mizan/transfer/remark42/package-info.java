/** Backups of Remark42. */
@NullMarked
package mizan.transfer.remark42;

import org.jspecify.annotations.NullMarked;

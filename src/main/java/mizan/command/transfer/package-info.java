/** The commands that import and export comments. */
@NullMarked
package mizan.command.transfer;

import org.jspecify.annotations.NullMarked;

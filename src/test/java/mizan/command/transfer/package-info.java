@NullMarked
package mizan.command.transfer;

import org.jspecify.annotations.NullMarked;

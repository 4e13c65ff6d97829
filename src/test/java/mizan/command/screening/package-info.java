@NullMarked
package mizan.command.screening;

import org.jspecify.annotations.NullMarked;

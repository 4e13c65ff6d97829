@NullMarked
package mizan.command.key;

import org.jspecify.annotations.NullMarked;

@NullMarked
package mizan.command.context;

import org.jspecify.annotations.NullMarked;

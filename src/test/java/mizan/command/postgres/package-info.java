@NullMarked
package mizan.command.postgres;

import org.jspecify.annotations.NullMarked;

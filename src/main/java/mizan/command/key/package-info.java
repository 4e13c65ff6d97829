/** The command {@code keys}: creates keys, compares them with the database, and rotates them. */
@NullMarked
package mizan.command.key;

import org.jspecify.annotations.NullMarked;

/** Failures of commands: the message, and the exit code. */
@NullMarked
package mizan.command.failure;

import org.jspecify.annotations.NullMarked;

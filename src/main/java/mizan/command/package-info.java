/** The command line: serve, and make the keys. */
@NullMarked
package mizan.command;

import org.jspecify.annotations.NullMarked;

/** The command line: serve, make the keys, look after the accounts. */
@NullMarked
package mizan.command;

import org.jspecify.annotations.NullMarked;

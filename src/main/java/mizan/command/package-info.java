/** The command line: serve, make the keys, look after accounts and what is stored. */
@NullMarked
package mizan.command;

import org.jspecify.annotations.NullMarked;

/** The command line: runs the service, creates keys, manages accounts, checks and rebuilds data. */
@NullMarked
package mizan.command;

import org.jspecify.annotations.NullMarked;

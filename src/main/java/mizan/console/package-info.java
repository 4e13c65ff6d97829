/** The moderators' web page: what waits, what was decided, and who may decide. */
@NullMarked
package mizan.console;

import org.jspecify.annotations.NullMarked;

/** The moderators' web application. */
@NullMarked
package mizan.console;

import org.jspecify.annotations.NullMarked;

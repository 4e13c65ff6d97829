/** The context of commands: checked settings, keys, and the beans that they use. */
@NullMarked
package mizan.command.context;

import org.jspecify.annotations.NullMarked;

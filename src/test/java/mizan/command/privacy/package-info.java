@NullMarked
package mizan.command.privacy;

import org.jspecify.annotations.NullMarked;

@NullMarked
package mizan.command;

import org.jspecify.annotations.NullMarked;

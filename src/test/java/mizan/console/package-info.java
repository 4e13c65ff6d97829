@NullMarked
package mizan.console;

import org.jspecify.annotations.NullMarked;

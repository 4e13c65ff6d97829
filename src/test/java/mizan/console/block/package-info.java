@NullMarked
package mizan.console.block;

import org.jspecify.annotations.NullMarked;

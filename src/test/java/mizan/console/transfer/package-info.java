@NullMarked
package mizan.console.transfer;

import org.jspecify.annotations.NullMarked;

@NullMarked
package mizan.transfer;

import org.jspecify.annotations.NullMarked;

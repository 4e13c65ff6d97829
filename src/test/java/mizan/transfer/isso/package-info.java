@NullMarked
package mizan.transfer.isso;

import org.jspecify.annotations.NullMarked;

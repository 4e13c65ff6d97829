@NullMarked
package mizan.platform.outbound;

import org.jspecify.annotations.NullMarked;

/** Rate limits in bounded memory. */
@NullMarked
package mizan.platform.limit;

import org.jspecify.annotations.NullMarked;

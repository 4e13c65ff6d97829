@NullMarked
package mizan.platform.observability;

import org.jspecify.annotations.NullMarked;

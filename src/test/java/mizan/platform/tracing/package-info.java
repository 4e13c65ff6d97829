@NullMarked
package mizan.platform.tracing;

import org.jspecify.annotations.NullMarked;

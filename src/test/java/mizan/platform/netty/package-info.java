@NullMarked
package mizan.platform.netty;

import org.jspecify.annotations.NullMarked;

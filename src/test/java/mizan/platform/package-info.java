@NullMarked
package mizan.platform;

import org.jspecify.annotations.NullMarked;

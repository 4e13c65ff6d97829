@NullMarked
package mizan.platform.job;

import org.jspecify.annotations.NullMarked;

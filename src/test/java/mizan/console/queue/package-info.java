@NullMarked
package mizan.console.queue;

import org.jspecify.annotations.NullMarked;

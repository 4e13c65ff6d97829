@NullMarked
package mizan.outbox;

import org.jspecify.annotations.NullMarked;

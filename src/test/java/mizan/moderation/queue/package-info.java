@NullMarked
package mizan.moderation.queue;

import org.jspecify.annotations.NullMarked;

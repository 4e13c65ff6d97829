@NullMarked
package mizan.moderation.live;

import org.jspecify.annotations.NullMarked;

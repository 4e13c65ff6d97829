@NullMarked
package mizan.moderation.block;

import org.jspecify.annotations.NullMarked;
